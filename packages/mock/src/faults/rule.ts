import type { Fault } from "../ports/fault.ts";
import type { RequestView } from "../ports/http-message.ts";

/**
 * The conditions on a request, all of which must be true. Without conditions every request
 * matches.
 */
export interface FaultMatch {
  /** The operation id, such as `createTopupBalance`. */
  readonly operation?: string;
  readonly method?: string;
  /** The path below the base path. `*` stands for any text. */
  readonly path?: string;
  /**
   * Body members by dotted path, each with the value that it must equal: `{"bucket.id":
   * "ana-main"}`.
   */
  readonly body?: Readonly<Record<string, unknown>>;
  /** A function for other conditions. JSON rules cannot have it. */
  readonly predicate?: (request: RequestView) => boolean;
}

/** A fault and the requests to which it applies. */
export interface FaultRule {
  readonly match?: FaultMatch;
  readonly fault: Fault;
  /**
   * `before`: the command does not run. `after`: the command is committed, and then its response
   * fails. Default `before`.
   */
  readonly when?: "before" | "after";
  /** Probability that the rule applies to a matching request, above 0 and up to 1. Default 1. */
  readonly rate?: number;
  /** The number of times that the rule applies. Default: no limit. */
  readonly times?: number;
}

/**
 * Whether a rule applies to a request. Only rules with a `path` apply to a path of the OAuth
 * provider. Requests to this provider have no token that a fault could end.
 */
export function appliesTo({ match, fault }: FaultRule, requestView: RequestView): boolean {
  const isOperation = requestView.operation !== undefined;
  const canApply = isOperation || (match?.path !== undefined && fault.kind !== "expireToken");
  return canApply && isMatch(match, requestView);
}

/** Whether a request matches the conditions of a rule. */
function isMatch(match: FaultMatch | undefined, requestView: RequestView): boolean {
  if (!match) return true;
  if (match.operation !== undefined && match.operation !== requestView.operation) return false;
  if (match.method !== undefined && match.method.toUpperCase() !== requestView.method) return false;
  if (match.path !== undefined && !matchesPath(match.path, requestView.path)) return false;
  if (match.body !== undefined && !hasMembers(match.body, requestView.body)) return false;
  return match.predicate?.(requestView) ?? true;
}

/**
 * Whether a path matches a pattern with wildcards. Each piece of the pattern must follow the one
 * before.
 */
function matchesPath(pattern: string, path: string): boolean {
  const pieces = pattern.split("*");
  const [firstPiece = "", ...rest] = pieces;
  if (rest.length === 0) return pattern === path;
  const lastPiece = rest.pop() ?? "";
  if (!path.startsWith(firstPiece)) return false;
  let from = firstPiece.length;
  for (const piece of rest) {
    const at = path.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return path.length - lastPiece.length >= from && path.endsWith(lastPiece);
}

function hasMembers(wantedMembers: Readonly<Record<string, unknown>>, body: unknown): boolean {
  return Object.entries(wantedMembers).every(([path, value]) =>
    valuesAt(body, path.split(".")).some((found) => found === value),
  );
}

function valuesAt(value: unknown, path: readonly string[]): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((element) => valuesAt(element, path));
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return [];
  return valuesAt((value as Record<string, unknown>)[name], rest);
}
