/** Runs the programs in the README. */
import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import * as main from "@tmf654/validation";
import * as fields from "@tmf654/validation/fields";
import * as normalize from "@tmf654/validation/normalize";
import { expect, test } from "vitest";

const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");
const programs = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, text = ""]) => text);

const entries: Readonly<Record<string, object>> = {
  "@tmf654/validation": main,
  "@tmf654/validation/fields": fields,
  "@tmf654/validation/normalize": normalize,
};

/** Runs a program with the imports above, and returns some of its variables. */
function run(program: string, names: readonly string[]): Readonly<Record<string, unknown>> {
  const body = stripTypeScriptTypes(program).replace(
    /import (\{[\s\S]*?\}) from "(.*?)";/g,
    (_, list: string, from: string) => `const ${list} = entries[${JSON.stringify(from)}];`,
  );
  return new Function("entries", `${body}; return { ${names.join(", ")} };`)(entries);
}

test("the programs in the README produce the values in their comments", () => {
  const [form = "", german = "", rules = "", reading = ""] = programs;
  expect(run(form, ["issues"]).issues).toMatchObject([
    { path: ["partyAccount"], code: "required", message: "is missing" },
    { path: ["amount", "amount"], code: "amountNotPositive" },
  ]);
  expect(run(german, ["first"]).first).toMatchObject({ message: "fehlt" });
  const { strict } = run(rules, ["strict"]);
  const large = { amount: { amount: 501, units: "EUR" }, usageType: "monetary" };
  expect((strict as typeof main.topupBalanceCreate).check(large)).toContainEqual(
    expect.objectContaining({ message: "must not exceed 500" }),
  );
  expect(run(reading, ["value", "issues"])).toEqual({
    value: {
      status: "active",
      product: [{ id: "p1" }],
      remainingValue: { amount: 1000, units: "B" },
      usageType: "data",
    },
    issues: [],
  });
  expect(programs).toHaveLength(4);
});
