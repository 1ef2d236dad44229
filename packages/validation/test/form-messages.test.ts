import {
  formMessages,
  isValid,
  minorUnitsOnly,
  structureMessages,
  topupBalanceCreateRequest,
  withMessages,
  withRules,
} from "@tmf654/validation";
import { rulesFor, schemaNames, validatorFor } from "@tmf654/validation/all";
import { expect, test } from "vitest";
import { bodies } from "./support/rule-row.ts";
import { ruleRows } from "./support/rule-rows.ts";

const form = withMessages(withRules(topupBalanceCreateRequest, [minorUnitsOnly]), formMessages);
const forAmount = (amount: unknown, units: unknown = "EUR") =>
  form
    .check({ ...bodies.TopupBalance_Create, amount: { amount, units } })
    .map(({ message }) => message);

test.each([
  ["", "EUR", "Please enter a number."],
  [null, "EUR", "Please enter a number."],
  [Number.NaN, "EUR", "Please enter a number."],
  [undefined, "EUR", "Please fill in this field."],
  [-5, "EUR", "Please enter an amount greater than 0."],
  [0, "EUR", "Please enter an amount greater than 0."],
  [1.234, "EUR", "Please enter an amount with at most 2 decimals."],
  [-1.234, "EUR", "Please enter an amount greater than 0."],
  [1.5, "JPY", "Please enter an amount without decimals."],
  [1.2345, "BHD", "Please enter an amount with at most 3 decimals."],
  [5, "", "Please choose a currency."],
])("the form message for the amount %j %j: %s", (amount, units, message) => {
  expect(forAmount(amount, units)).toEqual([message]);
});

test.each([
  [1.23, "EUR"],
  [5, "JPY"],
  [1.234, "BHD"],
])("an amount of %d %s is valid in minor units only", (amount, units) => {
  expect(forAmount(amount, units)).toEqual([]);
});

test("without the rule, 1.234 EUR is valid", () => {
  const amount = { amount: 1.234, units: "EUR" };
  expect(isValid(topupBalanceCreateRequest, { ...bodies.TopupBalance_Create, amount })).toBe(true);
});

test("each code has a text, and each text a code", () => {
  const codes = schemaNames.flatMap((name) => rulesFor(name).map(({ code }) => code));
  const known = new Set([...codes, ...Object.keys(structureMessages)]);
  expect(Object.keys(formMessages).sort()).toEqual([...known].sort());
});

test.each(ruleRows)("the text of $code is a whole sentence", ({ code, on, refuse }) => {
  const options = { messages: formMessages, warnings: true };
  const issues = validatorFor(on).check({ ...bodies[on], ...refuse }, options);
  const message = issues.find((issue) => issue.code === code)?.message;
  expect(message).toMatch(/^[A-Z][^{}]+\.$/);
  expect(message).not.toMatch(/undefined|Infinity/);
});
