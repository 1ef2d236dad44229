import * as everything from "@tmf654/validation";
import {
  bucket,
  type Issue,
  issueText,
  isValid,
  listOf,
  pathText,
  topupBalanceCreateRequest,
  transferBalanceCreate,
  usageType,
  withMessages,
} from "@tmf654/validation";
import { schemaFor, schemaNames, validatorFor } from "@tmf654/validation/all";
import { describe, expect, test } from "vitest";
import { bodies } from "./support/rule-row.ts";

const codes = (issues: readonly Issue[]): readonly string[] =>
  issues.map((issue) => `${pathText(issue.path)} ${issue.code}`);

describe("structure", () => {
  test("reports one code for each kind of issue, with params for the message", () => {
    const issues = transferBalanceCreate.check({
      ...bodies.TransferBalance_Create,
      reason: undefined,
      usageType: "EUR",
      validFor: { endDateTime: "tomorrow" },
      logicalResource: [],
      amount: { amount: "1" },
    });
    expect(issues).toEqual([
      { path: ["reason"], code: "required", severity: "error", message: "is missing" },
      {
        path: ["amount", "amount"],
        code: "type",
        params: { expected: "number" },
        severity: "error",
        message: "must be of type number",
      },
      {
        path: ["logicalResource"],
        code: "minItems",
        params: { minItems: 1 },
        severity: "error",
        message: "must have 1 or more items",
      },
      {
        path: ["usageType"],
        code: "enum",
        params: { allowed: ["monetary", "voice", "data", "sms", "other"] },
        severity: "error",
        message: "must be one of monetary, voice, data, sms, other",
      },
      {
        path: ["validFor", "endDateTime"],
        code: "format",
        params: { format: "date-time" },
        severity: "error",
        message: "must be a date-time",
      },
    ]);
  });

  test("does not modify, convert or copy the value", () => {
    const value = Object.freeze({ remainingValue: Object.freeze({ units: "GB" }), "x-own": 1 });
    const result = bucket["~standard"].validate(value);
    expect("value" in result && result.value).toBe(value);
    expect(value.remainingValue).toEqual({ units: "GB" });
  });

  test("returns one shared, frozen list for a valid value", () => {
    expect(bucket.check({})).toBe(usageType.check("data"));
    expect(Object.isFrozen(bucket.check({}))).toBe(true);
  });

  test("reports the items of a list by index", () => {
    expect(codes(listOf(bucket).check([{}, { status: "Active" }, 3]))).toEqual([
      "[1].status enum",
      "[2] type",
    ]);
  });
});

describe("messages", () => {
  const german = {
    required: "fehlt",
    enum: "muss eines sein von: {allowed}",
    amountNotPositive: (issue: Issue) => `muss größer als 0 sein (${issue.path.length})`,
  };

  test("are replaced by code, for rules too; messages without a replacement stay English", () => {
    const body = {
      ...bodies.TopupBalance_Create,
      amount: { amount: 0, units: "EUR" },
      bucket: {},
      usageType: "x",
      partyAccount: 1,
    };
    const texts = [
      "fehlt",
      "must be of type object",
      "muss eines sein von: monetary, voice, data, sms, other",
      "muss größer als 0 sein (2)",
    ];
    const translated = withMessages(topupBalanceCreateRequest, german);
    expect(translated.check(body).map(({ message }) => message)).toEqual(texts);
    expect(
      topupBalanceCreateRequest.check(body, { messages: german }).map(({ message }) => message),
    ).toEqual(texts);
    const standard = translated["~standard"].validate(body);
    expect(standard.issues?.map(({ message }) => message)).toEqual(texts);
  });

  test("continue the name of the member", () => {
    const [issue] = bucket.check({ product: [{}] });
    expect(issue && issueText(issue)).toBe("product[0].id is missing");
    expect(issueText({ path: [], message: "must be of type object" })).toBe(
      "the body must be of type object",
    );
  });
});

describe("the names", () => {
  test("of all schemas are exported in camelCase from the main entry", () => {
    const camel = (name: string) =>
      name === "Error" ? "tmfError" : name[0]?.toLowerCase() + name.slice(1).replaceAll("_", "");
    const exported = new Map<string, unknown>(Object.entries(everything));
    const missing = schemaNames.filter((name) => exported.get(camel(name)) !== schemaFor(name));
    expect(missing).toEqual([]);
    expect(schemaNames.length).toBeGreaterThanOrEqual(59);
  });

  test("of request bodies return validators with rules, others without", () => {
    expect(validatorFor("TopupBalance_Create")).toBe(topupBalanceCreateRequest);
    expect(validatorFor("Bucket")).toBe(bucket);
  });
});

test("isValid narrows the type", () => {
  const value: unknown = "data";
  expect(isValid(usageType, value) && value.length).toBe(4);
});
