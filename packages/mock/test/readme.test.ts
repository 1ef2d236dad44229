import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import * as mockPackage from "@tmf654/mock";
import * as mswNode from "msw/node";
import { describe, expect, test } from "vitest";
import * as control from "../src/control/client.ts";
import * as msw from "../src/msw/index.ts";
import { profileSchema } from "../src/profile/schema.ts";

/** A comment in a README's example says what the previous line returns. */
const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const blocks = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code = ""]) => code);
/** Blocks for a page or another test runner have tests of their own. */
const otherPlaces = /"@tmf654\/mock\/(?:browser|vitest|playwright|vite|sqlite)"/;
const examples = blocks.filter((code) => !otherPlaces.test(code));
const promised = /^(?!const|let|import)([^\s/].*); \/\/ (.*)$/gm;
const packages = {
  "@tmf654/mock": mockPackage,
  "@tmf654/mock/control": control,
  "@tmf654/mock/msw": msw,
  "msw/node": mswNode,
};

const runnable = (code: string): string =>
  stripTypeScriptTypes(code)
    .replace(/^import \{(.*)\} from "(.*)";$/gm, 'const {$1} = packages["$2"];')
    .replace(promised, (_, expression, value) => `check(${expression}, ${value});`);

const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;

describe("README", () => {
  test("has examples with expected values", () => {
    expect(examples).toHaveLength(7);
    for (const code of examples) expect(code.match(promised)?.length).toBeGreaterThan(1);
  });

  test.each(examples.map((code) => [code]))("runs as written: %#", async (code) => {
    const check = (actual: unknown, expected: unknown) => expect(actual).toEqual(expected);
    await new AsyncFunction("packages", "check", runnable(code))(packages, check);
  });

  test("names every member of a profile", () => {
    const { strict, page, events, auth, ...own } = profileSchema.properties ?? {};
    const nested = Object.entries({ strict, page, events, auth }).flatMap(([name, schema]) =>
      Object.keys(schema?.properties ?? {}).map((member) => `${name}.${member}`),
    );
    for (const name of [...Object.keys(own), ...nested]) {
      if (name !== "$schema") expect(readme).toContain(`\`${name}\``);
    }
  });

  test("has bodies of the control plane that it accepts", async () => {
    const rows = [...readme.matchAll(/^\| `(POST|PUT) ([^`]+)`.*\| (?:none, or )?`(\{[^`]+\})`/gm)];
    expect(rows.length).toBeGreaterThan(6);
    for (const [, method = "", path = "", body = ""] of rows) {
      const mock = mockPackage.createMock({ clock: "2026-03-10T12:00:00Z" });
      const url = `http://localhost/__mock/${path.replace("{id}", "ana-main")}`;
      const headers = { "content-type": "application/json" };
      const response = await mock.fetch(new Request(url, { method, headers, body }));
      const text = await response.text();
      // Only this row names a record, which does not exist yet.
      const expected = path === "events/redeliver" ? /^[24]/ : /^2/;
      expect(`${response.status} ${method} ${path} ${text.slice(0, 200)}`).toMatch(expected);
    }
  });

  test("has the example for Vitest that runs as a test file", () => {
    const file = join(import.meta.dirname, "vitest/readme.test.ts");
    expect(readme).toContain(readFileSync(file, "utf8"));
  });

  test("has the settings for Jest that the Jest app is tested with", () => {
    const file = join(import.meta.dirname, "../../../scripts/consumers/apps/jest/jest.config.cjs");
    expect(readme).toContain(readFileSync(file, "utf8"));
  });

  test.each(["playwright/balance.spec.js", "vite-plugin/vite.config.js", "jest/app.test.js"])(
    "has the example of the app %s",
    (name) => {
      const file = join(import.meta.dirname, "../../../scripts/consumers/apps", name);
      expect(readme).toContain(readFileSync(file, "utf8"));
    },
  );

  test("names every test number and test payment", () => {
    for (const value of Object.keys(mockPackage.testNumbers)) expect(readme).toContain(value);
  });
});
