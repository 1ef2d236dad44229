import type { Mock } from "../assembly/mock.ts";
import { checkOptions, type OptionRule } from "../schema/options.ts";
import { findDifferences, valueText } from "./partial.ts";

/** The parts of a mock that the matchers read. */
export type MatcherMock = Pick<Mock, "journal" | "get" | "list" | "events" | "profile">;

/** The result of a matcher, as Vitest, Jest and Playwright expect it. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** The options that select the requests or events to count, and their expected number. */
export interface CountOptions {
  /** The exact number. Default: at least one. */
  readonly times?: number;
  /**
   * The members that the body must have; other members are ignored. It may contain asymmetric
   * matchers.
   */
  readonly body?: unknown;
}

const countRules: Readonly<Record<keyof CountOptions, OptionRule>> = {
  times: {
    fits: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
    must: "must be a whole number from 0",
  },
  body: { fits: () => true, must: "" },
};

/** Checks the options of a matcher. @throws MockOptionsError for unknown and invalid options. */
export function checkCountOptions(options: CountOptions): void {
  checkOptions(options, countRules);
}

/** Checks that a value is a mock. @throws TypeError when the value is not a mock. */
export function checkMock(mock: unknown, matcher: string): void {
  const { journal, events } = (mock ?? {}) as Partial<MatcherMock>;
  if (typeof journal === "function" && typeof events === "object") return;
  throw new TypeError(
    `${matcher} needs a mock: expect(mock).${matcher}(…), with createMock()'s mock`,
  );
}

/** Whether a count is the wanted one. */
function isExpectedCount(count: number, { times }: CountOptions): boolean {
  return times === undefined ? count > 0 : count === times;
}

/** The items that a matcher checks, such as requests. */
interface CountedItems<T> {
  readonly items: readonly T[];
  /** Whether an item is of the kind that is counted. */
  readonly isOfKind: (item: T) => boolean;
  readonly bodyOf: (item: T) => unknown;
}

/** The number of items with the wanted body, and what a message says beside each item. */
export function countItems<T>(
  { items, isOfKind, bodyOf }: CountedItems<T>,
  options: CountOptions,
): { readonly count: number; readonly isPass: boolean; readonly noteOf: (item: T) => string } {
  const { body } = options;
  const differencesOf = (item: T): readonly string[] =>
    body === undefined ? [] : findDifferences(body, bodyOf(item));
  const countedItems = items.filter((item) => isOfKind(item) && differencesOf(item).length === 0);
  const noteOf = (item: T): string => {
    if (!isOfKind(item)) return "";
    const differences = differencesOf(item);
    return differences.length > 0 ? `  ✗ ${differences.join("; ")}` : "  ✓";
  };
  return {
    count: countedItems.length,
    isPass: isExpectedCount(countedItems.length, options),
    noteOf,
  };
}

/** A count in words: `never`, `once`, `3 times`. */
function countText(count: number): string {
  return count === 0 ? "never" : count === 1 ? "once" : `${count} times`;
}

/** The first line of a message about a number of requests or events. */
export function countMessage(
  name: string,
  verb: string,
  { count, isPass }: { readonly count: number; readonly isPass: boolean },
  { times, body }: CountOptions,
): string {
  const callText = `${name}${body === undefined ? "" : ` with ${valueText(body)}`}`;
  const expectedTimes =
    times === undefined ? (isPass ? "never" : "at least once") : countText(times);
  const negation = isPass && times !== undefined ? "not " : "";
  const actualTimes = count === 0 ? `never ${verb} it` : `${verb} it ${countText(count)}`;
  return `expected ${callText} ${negation}${expectedTimes}, but the mock ${actualTimes}`;
}
