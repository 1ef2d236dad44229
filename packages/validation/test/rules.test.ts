import {
  defineRule,
  defineRuleFor,
  pathText,
  requestableStatus,
  topupBalanceCreate,
  topupBalanceCreateRequest,
  topupBalanceCreateRules,
  topupBalanceUpdate,
  tuneRules,
  type ValidationRule,
  withRules,
} from "@tmf654/validation";
import { rulesFor, schemaNames, validatorFor } from "@tmf654/validation/all";
import { describe, expect, test } from "vitest";
import { bodies, type RequestName } from "./support/rule-row.ts";
import { ruleRows } from "./support/rule-rows.ts";

const names = Object.keys(bodies) as RequestName[];

/** The issues of the smallest body with these members replaced, as `path code severity`. */
const issuesOf = (on: RequestName, change: object): readonly string[] =>
  validatorFor(on)
    .check({ ...bodies[on], ...change }, { warnings: true })
    .map(({ path, code, severity }) => `${pathText(path)} ${code} ${severity}`);

test.each(names)("%s: the smallest body breaks no rule", (name) => {
  expect(issuesOf(name, {})).toEqual([]);
});

test.each(ruleRows)("$code on $on reports $at and accepts the valid example", (row) => {
  const { code, severity = "error", on, refuse, at, accept } = row;
  expect(issuesOf(on, refuse)).toContain(`${at} ${code} ${severity}`);
  expect(issuesOf(on, accept)).toEqual([]);
});

test("every rule of every request has an example", () => {
  const all = new Set(schemaNames.flatMap((name) => rulesFor(name).map(({ code }) => code)));
  expect([...all].sort()).toEqual([...new Set(ruleRows.map(({ code }) => code))].sort());
});

describe("a rule", () => {
  const body = { ...bodies.TopupBalance_Create, amount: { amount: -1, units: "EUR" } };

  test("applies in spite of issues elsewhere", () => {
    const invalid = {
      ...body,
      bucket: undefined,
      usageType: 7,
      isAutoTopup: true,
      voucher: "v",
      product: [{}, { id: "." }],
      validFor: { startDateTime: "2026-05-02T00:00:00Z", endDateTime: "2026-05-01T00:00:00Z" },
    };
    const issues = topupBalanceCreateRequest.check(invalid);
    expect(issues.map(({ path, code }) => `${pathText(path)} ${code}`)).toEqual([
      "bucket required",
      "product[0].id required",
      "usageType type",
      "amount.amount amountNotPositive",
      "validFor.endDateTime periodEndsBeforeStart",
      "product[1].id idUnusable",
      "voucher autoTopupWithVoucher",
    ]);
  });

  test("does not apply when a member that it reads is invalid", () => {
    const issues = topupBalanceCreateRequest.check({ ...body, amount: { amount: "-1", units: 3 } });
    expect(issues.map(({ code }) => code)).toEqual(["type", "type"]);
  });

  test("about a negative amount applies when another member is invalid", () => {
    const issues = topupBalanceCreateRequest.check({ ...body, validFor: { endDateTime: "x" } });
    expect(issues.map(({ path, code }) => `${pathText(path)} ${code}`)).toEqual([
      "validFor.endDateTime format",
      "amount.amount amountNotPositive",
    ]);
  });

  test("of severity warning is reported on request and never uses up the limit", () => {
    const warned = { ...body, voucher: "1", paymentMethod: { id: "p" } };
    expect(topupBalanceCreateRequest.check(warned).map(({ code }) => code)).toEqual([
      "amountNotPositive",
    ]);
    const first = topupBalanceCreateRequest.check(warned, { warnings: true, maxIssues: 1 });
    expect(first.map(({ severity }) => severity)).toEqual(["error"]);
  });

  test("can be added, with types of the members it reads", () => {
    const noLargeTopups = defineRule({
      code: "topupTooLarge",
      reads: ["amount.amount", "usageType"],
      message: "must not exceed {limit}",
      breaks: ([amount, usageType]) =>
        usageType === "monetary" && (amount ?? 0) > 500 && { limit: 500 },
    });
    const strict = withRules(topupBalanceCreate, [...topupBalanceCreateRules, noLargeTopups]);
    const large = { ...body, amount: { amount: 501, units: "EUR" } };
    expect(strict.check(large).map(({ message }) => message)).toEqual(["must not exceed 500"]);
    expect(topupBalanceCreateRequest.check(large)).toEqual([]);
  });

  test("can get another severity or be removed", () => {
    const tuned: readonly ValidationRule[] = tuneRules(topupBalanceCreateRules, {
      amountNotPositive: "off",
      voucherWithPayment: "error",
    });
    const issues = withRules(topupBalanceCreate, tuned).check({
      ...body,
      voucher: "1",
      paymentMethod: { id: "p" },
    });
    expect(issues.map(({ code }) => code)).toEqual(["voucherWithPayment"]);
  });

  test("about the status of an update is an error when the current status is known", () => {
    const known = withRules(topupBalanceUpdate, [requestableStatus("failed")]);
    expect(known.check({ status: "failed" })).toEqual([]);
    expect(known.check({ status: "created" }).map(({ code }) => code)).toEqual([
      "statusNotRequestable",
    ]);
  });

  test("can be defined for any other type", () => {
    const cheap = defineRuleFor<{ tags?: { price?: number }[] }>()({
      code: "tooDear",
      reads: ["tags[].price"],
      message: "is too expensive",
      breaks: ([price]) => price !== undefined && price > 10,
    });
    const issues = withRules(topupBalanceUpdate, [cheap]).check({
      status: "completed",
      tags: [{ price: 9 }, { price: 11 }, "odd", null],
    });
    expect(issues.map(({ path }) => path)).toEqual([["tags", 1, "price"]]);
  });
});
