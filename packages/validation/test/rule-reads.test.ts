/**
 * The check of the members that each rule reads. A rule is skipped when a member that it reads is
 * malformed. So each member that it reads must be able to change its result. Otherwise an issue of
 * one member would hide another issue without need.
 */
import { rulesFor, schemaNames } from "@tmf654/validation/all";
import { expect, test } from "vitest";

const values: Readonly<Record<string, readonly unknown[]>> = {
  amount: [undefined, -1, 0, 1, 1.005, 1e-9, 1e300],
  units: ["EUR", "MB", "min", "nonsense"],
  date: ["2026-05-01T00:00:00Z", "2026-06-01T00:00:00Z"],
  usageType: ["monetary", "data", "voice", "other"],
  flag: [true, false],
  id: ["b1", "b2", "."],
};

const sorts: readonly (readonly [end: RegExp, sort: string])[] = [
  [/(?:amount|value|numberOfPeriods)$/, "amount"],
  [/units?$/, "units"],
  [/DateTime$/, "date"],
  [/sageType$/, "usageType"],
  [/^isAutoTopup$/, "flag"],
];

function valuesOf(path: string): readonly unknown[] {
  const sort = sorts.find(([end]) => end.test(path))?.[1] ?? "id";
  return [undefined, "Voucher", "PaymentTransaction", "weekly"]
    .filter((_, index) => index === 0 || sort === "id")
    .concat(values[sort] as undefined[]);
}

const combine = (lists: readonly (readonly unknown[])[]): readonly (readonly unknown[])[] =>
  lists.reduce<readonly (readonly unknown[])[]>(
    (rows, list) => rows.flatMap((row) => list.map((value) => [...row, value])),
    [[]],
  );

const rules = [...new Set(schemaNames.flatMap((name) => rulesFor(name)))].filter(
  ({ reads }) => reads.length > 1,
);

const cases = rules.flatMap((rule) => rule.reads.map((path, index) => ({ rule, path, index })));

test.each(cases)("$rule.code reads $path, which can make the message valid", ({ rule, index }) => {
  const lists = rule.reads.map(valuesOf);
  const others = combine(lists.filter((_, at) => at !== index));
  const hidden = others.filter((row) =>
    (lists[index] ?? []).every(
      (value) => rule.breaks([...row.slice(0, index), value, ...row.slice(index)]) !== false,
    ),
  );
  expect(hidden).toEqual([]);
});
