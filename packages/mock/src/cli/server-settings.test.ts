import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readCommandLine } from "./arguments.ts";
import { readServerSettings } from "./server-settings.ts";
import { UsageError } from "./usage-error.ts";

const folder = mkdtempSync(join(tmpdir(), "tmf654-settings-"));
const emptyFolder = mkdtempSync(join(tmpdir(), "tmf654-settings-"));
afterAll(() => {
  for (const each of [folder, emptyFolder]) rmSync(each, { recursive: true });
});

function read(args: readonly string[], environment = {}, from = emptyFolder) {
  const command = readCommandLine(args);
  if ("error" in command) throw new Error(command.error);
  return readServerSettings({ values: command.values, environment, folder: from });
}

test.each([
  [[], {}, { port: 4010, host: "127.0.0.1", log: "pretty", quiet: false }],
  [[], { PORT: "4011" }, { port: 4011 }],
  [[], { PORT: "" }, { port: 4010 }],
  [["--port", "4012"], { PORT: "4011" }, { port: 4012 }],
  [["--port=0"], {}, { port: 0 }],
  [["--host", "0.0.0.0"], {}, { host: "0.0.0.0" }],
  [["--base-path", "/api"], {}, { basePath: "/api" }],
  [["--forwarded-prefix"], {}, { forwardedPrefix: true }],
  [["--auth", "oauth"], {}, { auth: { oauth: {} } }],
  [["--profile", "ctk"], {}, { profile: "ctk" }],
  [["--scenario", "low-balance,packs"], {}, { scenario: "low-balance,packs" }],
  [["--seed", "7"], {}, { seed: "7" }],
  [["--clock", "2026-03-01T12:00:00Z"], {}, { clock: "2026-03-01T12:00:00Z" }],
  [
    ["--clock", "2026-03-01T12:00:00Z", "--run"],
    {},
    { clock: { startAt: "2026-03-01T12:00:00Z" } },
  ],
  [["--latency", "200"], {}, { latency: 200 }],
  [["--latency", "200-800"], {}, { latency: [200, 800] }],
  [["--tenants", "--max-tenants", "7"], {}, { tenants: true, maxTenants: 7 }],
  [["--max-actions", "500"], {}, { limits: { actions: 500 } }],
  [["--control-token", "t"], {}, { controlToken: "t" }],
  [["--strict"], {}, { strict: true }],
  [["--trace", "off"], {}, { trace: false }],
  [["--log", "json"], {}, { log: "json" }],
  [["--quiet"], {}, { quiet: true, log: "off" }],
])("%j with %j", async (args, environment, expectedSettings) => {
  expect(await read(args, environment)).toMatchObject(expectedSettings);
});

test.each([
  [["--port", "many"], {}, 'Invalid --port "many"'],
  [["--port", "70000"], {}, "70000"],
  [[], { PORT: "x" }, 'Invalid PORT "x"'],
  [["--host", ""], {}, 'Invalid --host "": it must be an address'],
  [["--base-path", "http://a/"], {}, 'Invalid --base-path "http://a/": it must be a path'],
  [["--run"], {}, "--run needs an instant"],
  [["--latency", "800-200"], {}, "--latency"],
  [["--latency", "slow"], {}, "--latency"],
  [["--max-actions", "0"], {}, "--max-actions"],
  [["--max-tenants", "many"], {}, "--max-tenants"],
  [["--auth", "basic"], {}, 'Invalid --auth "basic": it must be oauth'],
  [["--log", "xml"], {}, '--log "xml": it must be one of pretty, json, off'],
  [["--control-token", ""], {}, "--control-token"],
  [["--config", "none.json"], {}, 'Invalid --config "none.json": there is no such file'],
])("%j with %j is an error with %s", async (args, environment, part) => {
  const settingsPromise = read(args, environment);
  await expect(settingsPromise).rejects.toThrow(UsageError);
  await expect(settingsPromise).rejects.toThrow(part);
});

test.each([
  ["tmf654.config.json", '{ "port": 5001, "latency": [1, 2] }'],
  ["tmf654.config.js", "export default { port: 5001, latency: [1, 2] };"],
  ["tmf654.config.mjs", "export const config = { port: 5001, latency: [1, 2] };"],
  [
    "tmf654.config.ts",
    "type Port = number;\nconst port: Port = 5001;\nexport default { port, latency: [1, 2] };",
  ],
])("%s overrides the defaults, and the flags override it", async (name, text) => {
  const file = join(folder, name);
  writeFileSync(file, text);
  const args = ["--latency", "5"];
  expect(await read(args, { PORT: "4011" }, folder)).toMatchObject({
    ...{ port: 5001, latency: 5, host: "127.0.0.1", configFile: file },
    folders: { profile: folder, scenario: folder },
  });
  expect(await read(["--config", name], {}, folder)).toMatchObject({ latency: [1, 2] });
  rmSync(file);
});

test("a scenario of a flag is from the folder of the command, not of the settings file", async () => {
  const file = join(folder, "own.json");
  writeFileSync(file, '{ "scenario": "a.json", "profile": "b.json" }');
  const { folders } = await read(["--config", file, "--scenario", "c.json"]);
  expect(folders).toEqual({ profile: folder, scenario: emptyFolder });
});

test.each([
  ['{ "prot": 1 }', "no option is called prot; did you mean port?"],
  ['{ "port": "4010" }', "port must be a number"],
  ['{ "onError": 1 }', "no option is called onError"],
  ['{ "latency": [2, 1] }', "latency must be"],
  ["[]", "must be an object"],
  ["{", "JSON"],
])("the settings file %s is an error that names the file", async (text, part) => {
  const file = join(folder, "wrong.json");
  writeFileSync(file, text);
  const settingsPromise = read(["--config", file]);
  await expect(settingsPromise).rejects.toThrow(file);
  await expect(settingsPromise).rejects.toThrow(part);
});
