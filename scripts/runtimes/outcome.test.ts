import { expect, test } from "vitest";
import { outcomeOf, type Verdicts } from "./outcome.ts";

test.each<[string, Verdicts, Verdicts, string, string]>([
  ["all hold, none of them for ever", { a: "ok" }, { a: "no" }, "passed", "a"],
  ["one does not hold", { a: "ok", b: "no" }, { a: "no", b: "no" }, "failed", "b: no"],
  ["one cannot fail", { a: "ok" }, { a: "ok" }, "failed", "a passes with wrong input"],
  [
    "one check did not run with wrong input",
    { a: "ok" },
    {},
    "failed",
    "a passes with wrong input",
  ],
  ["nothing was asked", {}, {}, "failed", "no check ran"],
])("a program is judged: %s", (_, right, wrong, result, detail) => {
  expect(outcomeOf("host", "what", right, wrong)).toMatchObject({ result, detail });
});
