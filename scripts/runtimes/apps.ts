/** Apps of `npm run consumers` on each Node: the entries of the mock for tests and servers. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installConsumer, runConsumer } from "../consumers/run.ts";
import { consumers } from "../consumers/table.ts";
import { pack } from "../stage/pack.ts";
import { type Host, majorOf } from "./hosts.ts";
import { type Outcome, toFailedOutcome } from "./outcome.ts";

/** Installs each app once, and runs it on the Node versions that it supports. */
export async function tryApps(
  hosts: readonly Host[],
  record: (rows: readonly Outcome[]) => void,
): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), "tmf654-runtime-apps-"));
  try {
    const tarballs = pack(work);
    for (const [index, consumer] of consumers.entries()) {
      const { name, oldestNode = Number.POSITIVE_INFINITY } = consumer;
      const chosenHosts = hosts.filter((host) => majorOf(host) >= oldestNode);
      if (chosenHosts.length === 0) continue;
      const folder = join(work, `${index}`);
      mkdirSync(folder);
      const installation = installConsumer(consumer, folder, tarballs);
      for (const { name: host, command } of chosenHosts) {
        const outcome = await installation
          .then(() => runConsumer(consumer, folder, command))
          .then((detail): Outcome => ({ host, name, result: "passed", detail }))
          .catch((error: unknown) => toFailedOutcome(host, name, error));
        record([outcome]);
      }
      rmSync(folder, { recursive: true, force: true });
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
