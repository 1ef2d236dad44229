import { addPeriod } from "@tmf654/ledger";
import { expect, test } from "vitest";
import { instantText } from "../clock/clock.ts";
import {
  bucketBody,
  bucketTerms,
  createSeedDates,
  ownerMembers,
  voucherRecord,
} from "./bucket-body.ts";

const bucket = { key: "a", name: "A", usageType: "data", amount: 1, units: "GB" } as const;
const voucher = { code: "A", amount: 1, units: "GB", usageType: "data" } as const;

test.each([
  ["PT1H", "2026-03-28T13:30:00.000Z"],
  ["PT20M", "2026-03-28T12:50:00.000Z"],
  ["PT24H", "2026-03-29T12:30:00.000Z"],
  ["PT36H", "2026-03-30T00:30:00.000Z"],
  ["P1DT1S", "2026-03-29T12:30:01.000Z"],
  ["P7D", "2026-04-04T12:30:00.000Z"],
  ["P1M", "2026-04-28T12:30:00.000Z"],
  ["P1MT12H", "2026-04-29T00:30:00.000Z"],
])("a validity of %s ends at its instant: %s", (duration, expected) => {
  const start = Date.parse("2026-03-28T12:30:00Z");
  const { firstUse } = bucketTerms({ ...bucket, firstUse: duration });
  const { grants } = voucherRecord({ ...voucher, grants: duration }, start);
  for (const period of [firstUse, grants])
    expect(instantText(addPeriod(start, period ?? {}))).toBe(expected);
});

test.each([
  ["started", "-P1D", "2026-03-27T12:30:00.000Z"],
  ["starts later", "P1D", "2026-03-28T12:30:00.000Z"],
])(
  "a bucket that %s was requested and confirmed at its start or earlier",
  (_, starts, expected) => {
    const subscriber = { key: "s", name: "S", msisdn: "1", buckets: [] };
    const dates = createSeedDates(Date.parse("2026-03-28T12:30:00Z"));
    const body = bucketBody("s-a", { ...bucket, starts }, ownerMembers(subscriber), dates);
    expect([body.requestedDate, body.confirmationDate]).toEqual([expected, expected]);
  },
);

test("buckets with equal dates share the dates; a bucket without an end has only a start", () => {
  const dates = createSeedDates(Date.parse("2026-03-28T12:30:00Z"));
  const owner = ownerMembers({ key: "s", name: "S", msisdn: "1", buckets: [] });
  const validityOf = (ends?: string) =>
    bucketBody("s-a", { ...bucket, ...(ends && { ends }) }, owner, dates).validFor;
  const startDateTime = "2026-02-26T12:30:00.000Z";
  expect(validityOf("P1D")).toEqual({ startDateTime, endDateTime: "2026-03-29T12:30:00.000Z" });
  expect(validityOf("P1D")).toBe(validityOf("P1D"));
  expect(validityOf()).toEqual({ startDateTime });
});
