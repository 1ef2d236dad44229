import { expect, test } from "vitest";
import { createSharing } from "./interner.ts";

const bucket = (id: string) => ({
  id,
  name: "Data",
  partyAccount: { id: "acc" },
  line: [{ id: "1" }],
});

test("equal members become one, and stay what they were", () => {
  const { shareMembers } = createSharing();
  const [first, second] = [shareMembers(bucket("a")), shareMembers(bucket("b"))];
  expect([first, second]).toEqual([bucket("a"), bucket("b")]);
  expect(second.partyAccount).toBe(first.partyAccount);
  expect(second.line).toBe(first.line);
});

test.each<[string, unknown, unknown]>([
  ["a text and the list it is the text of", "[1]", [1]],
  ["a list and an object", [], {}],
  ["members in another order", { a: 1, b: 2 }, { b: 2, a: 1 }],
  ["an empty text and nothing", "", null],
  ["a number and its text", 1, "1"],
])("keeps %s apart", (_, one, other) => {
  const { shareMembers } = createSharing();
  expect(JSON.stringify(shareMembers({ it: one }))).toBe(JSON.stringify({ it: one }));
  expect(JSON.stringify(shareMembers({ it: other }))).toBe(JSON.stringify({ it: other }));
});

test("what has no JSON text is left alone", () => {
  const round: Record<string, unknown> = {};
  round.self = round;
  const when = new Date(0);
  const odd = { round, big: [1n], when, none: undefined, run: Math.abs };
  expect(createSharing().shareMembers(odd)).toEqual(odd);
  expect(createSharing().shareMembers(odd).when).toBe(when);
});

test("keeps so many and begins anew", () => {
  const { shareMembers } = createSharing(2);
  const first = shareMembers({ it: { n: 0 } });
  for (let n = 1; n < 3; n += 1) shareMembers({ it: { n } });
  const again = shareMembers({ it: { n: 0 } });
  expect(again).toEqual(first);
  expect(again.it).not.toBe(first.it);
});
