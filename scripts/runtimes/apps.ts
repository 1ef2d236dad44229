/** Apps of `npm run consumers` on each Node: the entries of the mock for tests and servers. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installConsumer, runConsumer } from "../consumers/run.ts";
import { consumers } from "../consumers/table.ts";
import { pack } from "../stage/pack.ts";
import { type Host, majorOf } from "./hosts.ts";
import { failure, type Outcome } from "./outcome.ts";

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
      const chosen = hosts.filter((host) => majorOf(host) >= oldestNode);
      if (chosen.length === 0) continue;
      const folder = join(work, `${index}`);
      mkdirSync(folder);
      const installed = installConsumer(consumer, folder, tarballs);
      for (const { name: host, command } of chosen) {
        const outcome = await installed
          .then(() => runConsumer(consumer, folder, command))
          .then((detail): Outcome => ({ host, name, result: "passed", detail }))
          .catch((error: unknown) => failure(host, name, error));
        record([outcome]);
      }
      rmSync(folder, { recursive: true, force: true });
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
