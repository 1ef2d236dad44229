/** The README's program returns the values of its comments. */
import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import * as mockPackage from "@tmf654/mock";
import { expect, test } from "vitest";
import { flags } from "../src/cli/flags.ts";
import * as conformance from "../src/index.ts";

const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");
const guide = readFileSync(join(import.meta.dirname, "../../../docs/guides/certify.md"), "utf8");
const programs = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code = ""]) => code);
const promised = /^(?!const|let|import)([^\s/].*); \/\/ (.*)$/gm;
const packages = { "@tmf654/mock": mockPackage, "@tmf654/conformance": conformance };

const runnable = (code: string): string =>
  stripTypeScriptTypes(code)
    .replace(/^import \{(.*)\} from "(.*)";$/gm, 'const {$1} = packages["$2"];')
    .replace(promised, (_, expression, value) => `check(${expression}, ${value});`);

const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;

test("the program returns the values of its comments", async () => {
  expect(programs).toHaveLength(1);
  let checks = 0;
  const check = (actual: unknown, expected: unknown): void => {
    checks += 1;
    expect(actual).toEqual(expected);
  };
  const [program = ""] = programs;
  await new AsyncFunction("packages", "check", runnable(program))(packages, check);
  expect(checks).toBe(4);
});

test("every flag in the README and the guide exists", () => {
  const named = [...`${readme}${guide}`.matchAll(/--([a-z][a-z-]+)/g)].map(([, name]) => name);
  // Flag of npm, in the line that installs the package.
  const known = new Set(["save-dev", ...flags.map(({ name }) => name)]);
  expect(named.filter((name) => name === undefined || !known.has(name))).toEqual([]);
  expect(named.length).toBeGreaterThan(20);
});

test("the certificate of the guide can be read", () => {
  const [, text = ""] = /```json\n(.*?)```/s.exec(guide) ?? [];
  const certificate = conformance.readCertificate(JSON.parse(text));
  expect(certificate.resources.bucket?.operations).toEqual(["list", "retrieve"]);
  const ids = conformance.planCases({ certificate, levels: ["certified"] }).map(({ id }) => id);
  expect(ids).toContain("certified.topupBalance.create.has-href");
  expect(ids.some((id) => id.includes("reserveBalance.list"))).toBe(false);
});
