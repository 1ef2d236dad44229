import { expect, test } from "vitest";
import { createInterner } from "./interner.ts";

const bucket = (id: string) => ({
  id,
  name: "Data",
  partyAccount: { id: "acc" },
  line: [{ id: "1" }],
});

test("equal members become one object with the same value", () => {
  const { internMembers } = createInterner();
  const [first, second] = [internMembers(bucket("a")), internMembers(bucket("b"))];
  expect([first, second]).toEqual([bucket("a"), bucket("b")]);
  expect(second.partyAccount).toBe(first.partyAccount);
  expect(second.line).toBe(first.line);
});

test.each<[string, unknown, unknown]>([
  ["a list and its text", "[1]", [1]],
  ["a list and an object", [], {}],
  ["members in another order", { a: 1, b: 2 }, { b: 2, a: 1 }],
  ["an empty text and nothing", "", null],
  ["a number and its text", 1, "1"],
])("keeps %s apart", (_, one, other) => {
  const { internMembers } = createInterner();
  expect(JSON.stringify(internMembers({ it: one }))).toBe(JSON.stringify({ it: one }));
  expect(JSON.stringify(internMembers({ it: other }))).toBe(JSON.stringify({ it: other }));
});

test("a value without a JSON text is not changed", () => {
  const round: Record<string, unknown> = {};
  round.self = round;
  const when = new Date(0);
  const odd = { round, big: [1n], when, none: undefined, run: Math.abs };
  expect(createInterner().internMembers(odd)).toEqual(odd);
  expect(createInterner().internMembers(odd).when).toBe(when);
});

test("a long value is not shared, because the interner would keep it", () => {
  const { internMembers } = createInterner();
  const long = () => ({ it: { text: "x".repeat(1000) } });
  const [first, second] = [internMembers(long()), internMembers(long())];
  expect([first, second]).toEqual([long(), long()]);
  expect(second.it).not.toBe(first.it);
});

test("keeps a limited number of objects, then starts again", () => {
  const { internMembers } = createInterner(2);
  const first = internMembers({ it: { n: 0 } });
  for (let n = 1; n < 3; n += 1) internMembers({ it: { n } });
  const again = internMembers({ it: { n: 0 } });
  expect(again).toEqual(first);
  expect(again.it).not.toBe(first.it);
});
