/** The reader of the errata, and the check of their claims about the published file. */
import { parse } from "yaml";
import type { Difference } from "./differences.ts";
import type { Fact } from "./facts.ts";

export interface Erratum {
  readonly id: string;
  readonly about: string;
  readonly title: string;
  readonly published: string;
  readonly decision: string;
  readonly explains?: readonly string[];
  readonly shows?: readonly string[];
  readonly lacks?: readonly string[];
}

const MEMBERS = ["id", "about", "title", "published", "decision", "explains", "shows", "lacks"];
const TEXTS = MEMBERS.slice(0, 5);
const SIGNS: Readonly<Record<string, Difference["kind"]>> = {
  "+ ": "added",
  "- ": "removed",
  "~ ": "changed",
};

/** Reads spec/errata.yaml. Throws for an entry with a missing text or an unknown member. */
export function readErrata(yaml: string): Erratum[] {
  const errata = parse(yaml) as Record<string, unknown>[];
  for (const erratum of errata) {
    const missingMembers = TEXTS.filter((member) => typeof erratum[member] !== "string");
    const unknownMembers = Object.keys(erratum).filter((member) => !MEMBERS.includes(member));
    if (missingMembers.length > 0 || unknownMembers.length > 0) {
      throw new Error(
        `erratum ${erratum.id}: lacks ${missingMembers}, has unknown ${unknownMembers}`,
      );
    }
  }
  const ids = errata.map(({ id }) => id);
  const repeatedIds = ids.filter((id, i) => ids.indexOf(id) !== i);
  if (repeatedIds.length > 0) throw new Error(`errata with the same id: ${repeatedIds}`);
  return errata as unknown as Erratum[];
}

/** Returns the errata that explain a difference. An unmarked addition has no explanation. */
export const findExplanations = (errata: readonly Erratum[], difference: Difference): Erratum[] =>
  errata.filter(({ explains = [] }) => explains.some((rule) => isExplainedBy(rule, difference)));

function isExplainedBy(rule: string, { kind, path, isAddition }: Difference): boolean {
  const sign = rule.slice(0, 2);
  const rightKind = SIGNS[sign];
  if (rightKind === undefined) throw new Error(`A rule starts with "+ ", "- " or "~ ": ${rule}`);
  if (rightKind !== kind || (kind === "added" && !isAddition)) return false;
  return getMatcher(rule.slice(2)).test(path);
}

/** Returns the outdated claims of the errata: rules and facts that do not match. */
export function findStaleClaims(
  errata: readonly Erratum[],
  published: readonly Fact[],
  foundDifferences: readonly Difference[],
): string[] {
  const texts = published.map(({ path, value }) => `${path}: ${value}`);
  return errata.flatMap(({ id, explains = [], shows = [], lacks = [] }) => [
    ...explains
      .filter((rule) => !foundDifferences.some((difference) => isExplainedBy(rule, difference)))
      .map((rule) => `${id}: explains "${rule}", which is no difference`),
    ...shows
      .filter((claim) => !texts.some((text) => getMatcher(claim).test(text)))
      .map((claim) => `${id}: shows "${claim}", which the published file does not have`),
    ...lacks
      .filter((claim) => published.some(({ path }) => getMatcher(claim).test(path)))
      .map((claim) => `${id}: lacks "${claim}", which the published file has`),
  ]);
}

const matchers = new Map<string, RegExp>();

function getMatcher(pattern: string): RegExp {
  const knownMatcher = matchers.get(pattern);
  if (knownMatcher !== undefined) return knownMatcher;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("?", "[^>]")
    .replace(/\*\*|\*/g, (stars) => (stars === "**" ? ".+" : "[^>]*"));
  const compiledMatcher = new RegExp(`^${source}$`);
  matchers.set(pattern, compiledMatcher);
  return compiledMatcher;
}
