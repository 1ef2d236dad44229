import type { Mock } from "../assembly/mock.ts";
import { checkOptions, type OptionRule } from "../schema/options.ts";

/** The parts of a mock that the matchers read. */
export type MatcherMock = Pick<Mock, "journal" | "get" | "list" | "events" | "profile">;

/** The result of a matcher, as Vitest, Jest and Playwright want it. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** The requests or events that count, and how many there must be. */
export interface CountOptions {
  /** The exact number. Default: at least one. */
  readonly times?: number;
  /** Members that the body must have; others do not count. It may contain asymmetric matchers. */
  readonly body?: unknown;
}

const countRules: Readonly<Record<keyof CountOptions, OptionRule>> = {
  times: {
    fits: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
    must: "must be a whole number from 0",
  },
  body: { fits: () => true, must: "" },
};

/** @throws MockOptionsError for unknown and invalid options. */
export function checkCountOptions(options: CountOptions): void {
  checkOptions(options, countRules);
}

/** @throws TypeError when the value is not a mock. */
export function checkMock(mock: unknown, matcher: string): void {
  const { journal, events } = (mock ?? {}) as Partial<MatcherMock>;
  if (typeof journal === "function" && typeof events === "object") return;
  throw new TypeError(
    `${matcher} needs a mock: expect(mock).${matcher}(…), with createMock()'s mock`,
  );
}

/** Whether a count is the wanted one. */
export function isCount(count: number, { times }: CountOptions): boolean {
  return times === undefined ? count > 0 : count === times;
}

/** A count in words: `never`, `once`, `3 times`. */
export function countText(count: number): string {
  return count === 0 ? "never" : count === 1 ? "once" : `${count} times`;
}

/** The first line of a message about a number of requests or events. */
export function countMessage(
  what: string,
  verb: string,
  count: number,
  { times }: CountOptions,
  isPass: boolean,
): string {
  const wanted = times === undefined ? (isPass ? "never" : "at least once") : countText(times);
  const not = isPass && times !== undefined ? "not " : "";
  const found = count === 0 ? `never ${verb} it` : `${verb} it ${countText(count)}`;
  return `expected ${what} ${not}${wanted}, but the mock ${found}`;
}
