/** The streams of a server with the JSON log. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { expect, test } from "vitest";
import { startCommand } from "../../test/support/processes.ts";

const mainFile = join(import.meta.dirname, "main.ts");

/** Serves a settings file, sends requests, changes the file, and ends the server. */
async function runServer(log: "json" | "pretty") {
  const folder = mkdtempSync(join(tmpdir(), "tmf654-json-log-"));
  const write = (content: object) =>
    writeFileSync(join(folder, "tmf654.config.json"), JSON.stringify({ log, ...content }));
  write({});
  const args = ["--conditions=@tmf654/source", mainFile, "--port", "0", "--watch"];
  const { child, ended, output, stdout, until } = startCommand(process.execPath, args, folder);
  try {
    await until(/curl/);
    const [api = "", origin] = /(http:\/\/127\.0\.0\.1:\d+)\/tmf\S+/.exec(output()) ?? [];
    for (const path of ["bucket/ana-main", "bucket/nobody"]) await fetch(`${api}/${path}`);
    await fetch(`${origin}/__mock/reset`, { method: "POST" });
    write({ faults: [{ fault: { kind: "status", status: 502 } }], strict: true });
    await until(/Restart the mock to change strict/);
    await fetch(`${api}/bucket`);
    await until(/(?:"status":| )502/);
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    return { output: output(), stdout: stdout() };
  } finally {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  }
}

const otherTexts = ["Settings", "curl -s", "The fault rules have changed.", "Restart the mock"];

test("with the JSON form, each line on stdout is an activity, and all other text is on stderr", async () => {
  const { output, stdout } = await runServer("json");
  const activities = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { readonly kind: string; readonly status?: number });
  expect(activities.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["request", "state"]));
  expect(activities.flatMap(({ status }) => status ?? [])).toEqual([200, 404, 502]);
  for (const text of otherTexts) expect(output).toContain(text);
}, 90_000);

test("with the pretty form, the same text is on stdout", async () => {
  const { stdout } = await runServer("pretty");
  for (const text of otherTexts) expect(stdout).toContain(text);
}, 90_000);
