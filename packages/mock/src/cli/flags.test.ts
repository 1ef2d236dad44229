/** Invalid values of every flag. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readCommandLine } from "./arguments.ts";
import { UsageError } from "./usage-error.ts";
import { verbs } from "./verbs.ts";

const folder = mkdtempSync(join(tmpdir(), "tmf654-flags-"));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, "broken.json"), "{");
writeFileSync(join(folder, "settings.yaml"), "port: 1");

/** Runs a command line in the folder. Returns its usage error. */
async function usageErrorOf(args: readonly string[]): Promise<string> {
  const command = readCommandLine(args);
  if ("error" in command) return command.error;
  const { verb, values, operands } = command;
  const ignoreText = (): void => {};
  const input = { values, operands, environment: {}, folder, out: ignoreText, err: ignoreText };
  const error: unknown = await verb.run(input).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UsageError);
  return (error as UsageError).message;
}

const ports = ["many", "-1", "70000", "", "4010.5", "0x10"];
const urls = ["localhost:4010", "ftp://a/", "", "4010"];
const files = ["none.json", "broken.json", "settings.yaml"];
const names = ["nope", ...files];

/** The invalid values of each flag. A flag without invalid values accepts every text. */
const invalidValues: Readonly<Record<string, readonly string[]>> = {
  "serve --port": ports,
  "serve --host": ["", " "],
  "serve --base-path": ["http://a/", "/a?b", "/a b"],
  "serve --config": ["none.json", "settings.yaml", "."],
  "serve --profile": ["nope", "Certified", ...files.slice(0, 2)],
  "serve --scenario": ["nope", "low-balance,nope", "low-balance,none.json", "broken.json"],
  "serve --data": ["", " "],
  "serve --database": [],
  "serve --reads": ["old", ""],
  "serve --seed": [],
  "serve --clock": ["yesterday", "2026-02-30", "2026-03-01T12:00:00", "12:00", ""],
  "serve --latency": ["slow", "800-200", "-5", "1.5", "200ms", ""],
  "serve --max-tenants": ["0", "many", "1e3", ""],
  "serve --max-actions": ["0", "-1", "many", ""],
  "serve --auth": ["basic", "OAuth", ""],
  "serve --control-token": ["", "a b"],
  "serve --log": ["xml", "JSON", ""],
  "serve --guard": ["ajv", ""],
  "serve --trace": ["yes", "ON", ""],
  "routes --profile": names,
  "seed --url": urls,
  "seed --token": [],
  "seed --subscribers": ["0", "many", "-3", "1.5", "99999999", ""],
  "seed --scenario": names,
  "listen --url": urls,
  "listen --token": [],
  "listen --forward-to": urls,
  "examples --port": ports,
  "examples --host": ["", " "],
  "doctor --port": ports,
  "doctor --config": [],
  "doctor --public": [],
  "export --data": ["", " "],
  "export --database": [],
  "import --data": ["", " "],
  "import --database": [],
  "check --data": ["", " "],
  "check --database": [],
};

const rows = Object.entries(invalidValues).flatMap(([use, values]) =>
  values.map((value): [string, string] => [use, value]),
);

test.each(rows)("%s=%s is one line with the flag, the value and an example", async (use, value) => {
  const [verb = "", flag = ""] = use.split(" ");
  const message = await usageErrorOf([verb, `${flag}=${value}`]);
  expect(message).toContain(flag);
  expect(message).toContain(value);
  expect(message).toMatch(new RegExp(`Example: ${flag} \\S+$`));
  expect(message).not.toContain("\n");
});

test.each(rows)("%s: the example in its error is valid", async (use, value) => {
  const [verb = "", flag = ""] = use.split(" ");
  const message = await usageErrorOf([verb, `${flag}=${value}`]);
  const [, example = ""] = /Example: (.*)$/.exec(message) ?? [];
  expect(readCommandLine([verb, ...example.split(" ")])).not.toHaveProperty("error");
});

const valueFlags = verbs.flatMap(({ name, flags }) =>
  Object.entries(flags)
    .filter(([, { type }]) => type === "string")
    .map(([flag]) => [name, flag] as const),
);

test.each(valueFlags.filter(([, flag]) => flag === "database"))(
  "an error of %s --database does not show the URL, which may have a password",
  async (verb) => {
    const message = await usageErrorOf([verb, "--database=mysql://a:secret@b"]);
    expect(message).toMatch(
      /^Invalid --database: it must be a URL .* Example: --database postgres:/,
    );
    expect(message).not.toContain("secret");
  },
);

test("--data and --database together are an error that names both", async () => {
  for (const verb of ["serve", "export", "import", "check"]) {
    const args = [verb, "--data=a.db", "--database=postgres://a:secret@b/c"];
    expect(await usageErrorOf(args)).toMatch(/^--data and --database name two places/);
  }
});

test("the table of invalid values has each flag that takes a value", () => {
  const uses = valueFlags.map(([verb, flag]) => `${verb} --${flag}`);
  expect(Object.keys(invalidValues).sort()).toEqual(uses.sort());
});

test.each(valueFlags)("%s --%s without a value is an error with an example", (verb, flag) => {
  for (const args of [[`--${flag}`], [`--${flag}`, "--help"]]) {
    const command = readCommandLine([verb, ...args]);
    const error = "error" in command ? command.error : "";
    expect(error).toMatch(new RegExp(`^--${flag} needs a value: --${flag} \\S+. See --help\\.$`));
  }
});

test.each(
  verbs.flatMap(({ name, flags }) =>
    Object.entries(flags)
      .filter(([, { type }]) => type === "boolean")
      .map(([flag]) => [name, flag] as const),
  ),
)("%s --%s=yes is an error that names the flag", (verb, flag) => {
  const command = readCommandLine([verb, `--${flag}=yes`]);
  expect("error" in command ? command.error : "").toContain(`--${flag}`);
});

test("--run and --max-tenants name the flag that they need", async () => {
  expect(await usageErrorOf(["--run"])).toContain("--clock 2026-03-01T12:00:00Z --run");
  expect(await usageErrorOf(["--clock", "real", "--run"])).toContain('Invalid --clock "real"');
  expect(await usageErrorOf(["--max-tenants", "5"])).toContain("--tenants --max-tenants 100");
});

test.each([
  ['{ "clock": "yesterday" }', "yesterday"],
  ['{ "clock": { "startAt": "yesterday" } }', "yesterday"],
  ['{ "profile": "nope" }', "nope"],
  ['{ "scenario": "nope" }', "nope"],
  ['{ "faults": [{ "fault": {} }] }', "fault"],
  ['{ "auth": { "oauth": { "tokenSeconds": 0 } } }', "tokenSeconds"],
  ['{ "events": { "retryDelaysMs": "soon" } }', "retryDelaysMs"],
])("the error of the settings %s is one line with the file and the member", async (text, part) => {
  const file = join(folder, "invalid.json");
  writeFileSync(file, text);
  const message = await usageErrorOf(["--config", file]);
  expect(message).toContain(file);
  expect(message).toContain(part);
  expect(message).not.toContain("\n");
});
