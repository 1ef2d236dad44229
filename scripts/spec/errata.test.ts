import { expect, test } from "vitest";
import type { Difference } from "./differences.ts";
import { type Erratum, findExplanations, findStaleClaims, readErrata } from "./errata.ts";

const createErratum = (claims: Partial<Erratum>): Erratum => ({
  id: "e",
  about: "a",
  title: "t",
  published: "p",
  decision: "d",
  ...claims,
});

const createDifference = (path: string, isAddition: boolean): Difference => ({
  kind: "added",
  path,
  ours: "yes",
  isAddition,
});

test.each<[string, string, boolean]>([
  ["+ GET * > query *", "GET /bucket > query status", true],
  ["+ GET * > query *", "GET /bucket > query status > type", false],
  ["+ GET * > query * > **", "GET /bucket > query status > items > type", true],
  ["+ GET * > query *", "POST /bucket > query status", false],
  ["- GET * > query *", "GET /bucket > query status", false],
  ["+ POST * > ??? > header X", "POST /hub > 201 > header X", true],
  ["+ POST * > ??? > header X", "POST /hub > body > header X", false],
  ["+ schema A > .b.c", "schema A > .bXc", false],
])("whether the rule %s explains %s: %s", (rule, path, isExplained) => {
  const found = findExplanations(
    [createErratum({ explains: [rule] })],
    createDifference(path, true),
  );
  expect(found.length > 0).toBe(isExplained);
});

test("an unmarked addition has no explanation", () => {
  expect(
    findExplanations([createErratum({ explains: ["+ **"] })], createDifference("schema A", false)),
  ).toEqual([]);
});

test("claims about the published file are compared with its facts", () => {
  const facts = [{ path: "schema A > .b > type", value: "string", isAddition: false }];
  const claims = { shows: ["schema A > .b > type: number"], lacks: ["schema * > .b > type"] };
  expect(findStaleClaims([createErratum(claims)], facts, [])).toEqual([
    'e: shows "schema A > .b > type: number", which the published file does not have',
    'e: lacks "schema * > .b > type", which the published file has',
  ]);
  const truths = { shows: ["schema A > .b > type: string"], lacks: ["schema B*"] };
  expect(findStaleClaims([createErratum(truths)], facts, [])).toEqual([]);
});

const entry = "- {id: a, about: b, title: t, published: p, decision: d}";

test.each([
  ["- {id: a, about: b, title: t, published: p}", "lacks decision"],
  ["- {id: a, about: b, title: t, published: p, decision: d, shws: []}", "unknown shws"],
  [`${entry}\n${entry}`, "same id: a"],
])("%j is refused", (yaml, problem) => {
  expect(() => readErrata(yaml)).toThrow(problem);
});

test("a rule without a sign throws", () => {
  expect(() =>
    findExplanations([createErratum({ explains: ["schema A"] })], createDifference("x", true)),
  ).toThrow('A rule starts with "+ ", "- " or "~ ": schema A');
});
