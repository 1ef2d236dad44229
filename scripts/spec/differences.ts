/** The differences between two lists of facts. */
import type { Fact } from "./facts.ts";

export interface Difference {
  /** Whether our document adds, removes or changes a fact of the published file. */
  readonly kind: "added" | "removed" | "changed";
  readonly path: string;
  readonly published?: string;
  readonly ours?: string;
  /** Whether our document marks it `x-addition`. */
  readonly isAddition: boolean;
}

export function findFactDifferences(
  published: readonly Fact[],
  ours: readonly Fact[],
): Difference[] {
  const publishedFacts = groupByPath(published);
  const ourFacts = groupByPath(ours);
  const removedOrChanged = [...publishedFacts.values()].flatMap((fact): Difference[] => {
    const ourFact = ourFacts.get(fact.path);
    const { path, value } = fact;
    if (ourFact === undefined)
      return [{ kind: "removed", path, published: value, isAddition: false }];
    if (ourFact.value === value) return [];
    const { isAddition } = ourFact;
    return [{ kind: "changed", path, published: value, ours: ourFact.value, isAddition }];
  });
  const addedDifferences = [...ourFacts.values()]
    .filter(({ path }) => !publishedFacts.has(path))
    .map(({ path, value, isAddition }): Difference => {
      return { kind: "added", path, ours: value, isAddition };
    });
  return [...removedOrChanged, ...addedDifferences];
}

const groupByPath = (facts: readonly Fact[]): Map<string, Fact> =>
  new Map(facts.map((fact) => [fact.path, fact]));

export function describeDifference({ kind, path, published, ours }: Difference): string {
  if (kind === "added") return `+ ${path}: ${ours}`;
  if (kind === "removed") return `- ${path}: ${published}`;
  return `~ ${path}: ${published} -> ${ours}`;
}
