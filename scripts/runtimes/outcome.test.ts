import { expect, test } from "vitest";
import { outcomeOf, type Verdicts } from "./outcome.ts";

test.each<[string, Verdicts, Verdicts, string, string]>([
  ["all pass, and all fail with wrong input", { a: "ok" }, { a: "no" }, "passed", "a"],
  ["one does not pass", { a: "ok", b: "no" }, { a: "no", b: "no" }, "failed", "b: no"],
  ["one cannot fail", { a: "ok" }, { a: "ok" }, "failed", "a passes with wrong input"],
  [
    "one check did not run with wrong input",
    { a: "ok" },
    {},
    "failed",
    "a passes with wrong input",
  ],
  ["no check was run", {}, {}, "failed", "no check ran"],
])("the outcome of a program: %s", (_, right, wrong, result, detail) => {
  expect(outcomeOf("host", "name", right, wrong)).toMatchObject({ result, detail });
});
