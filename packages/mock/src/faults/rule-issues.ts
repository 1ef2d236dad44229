import { operations } from "@tmf654/contract";
import type { Issue } from "../ports/resource.ts";
import { count, recordSchema, text } from "../schema/build.ts";
import { checkSchema, type Schema } from "../schema/check.ts";
import { InputError } from "../schema/input-error.ts";
import { knownOperationIds, unknownOperationMessage } from "../schema/operation-names.ts";
import type { FaultRule } from "./rule.ts";

/** The error of a fault rule that is invalid or can never apply. `issues` lists each reason. */
export class FaultRuleError extends InputError {
  override readonly name = "FaultRuleError";

  constructor(issues: readonly Issue[]) {
    const places = issues.map(({ path, message }) => `${path} ${message}`.trim());
    super(`Invalid fault rule: ${places.join("; ")}.`, issues);
  }
}

/**
 * The methods of requests that a rule can match. Requests with another method are refused before
 * fault rules are checked.
 */
export const methods = ["GET", "HEAD", "POST", "PATCH", "DELETE"] as const;

/** A fault rule as JSON. A predicate is for code in the mock's own process. */
export const faultRuleSchema: Schema = recordSchema({
  "match?": recordSchema({
    "operation?": { enum: knownOperationIds },
    // A text instead of an enumeration, because upper and lower case are equal.
    "method?": text,
    "path?": text,
    "body?": { type: "object" },
  }),
  "when?": { enum: ["before", "after"] },
  "rate?": { type: "number", exclusiveMinimum: 0, maximum: 1 },
  "times?": { type: "integer", minimum: 1 },
  fault: recordSchema({
    "kind?": { enum: ["drop", "malformed", "status", "expireToken"] },
    "delayMs?": count,
    "status?": { type: "integer", minimum: 400, maximum: 599 },
    "retryAfterSeconds?": count,
    "error?": recordSchema({ "code?": text, "reason?": text, "message?": text }),
  }),
});

/** Returns the issues of a rule: why it is invalid or can never apply. */
export function faultRuleIssues(rule: unknown): readonly Issue[] {
  const issues = checkSchema(faultRuleSchema, withoutPredicate(rule)).map((issue) =>
    issue.path === "match.operation" ? addSuggestion(issue, rule as FaultRule) : issue,
  );
  return issues.length > 0 ? issues : unusableRuleIssues(rule as FaultRule);
}

function withoutPredicate(rule: unknown): unknown {
  const { match } = (rule ?? {}) as Partial<FaultRule>;
  if (typeof match?.predicate !== "function") return rule;
  return { ...(rule as FaultRule), match: { ...match, predicate: undefined } };
}

/** Adds suggestions for a mistyped name to an issue. */
function addSuggestion(issue: Issue, { match }: FaultRule): Issue {
  const { operation } = match ?? {};
  const message =
    typeof operation === "string"
      ? unknownOperationMessage(operation, knownOperationIds)
      : undefined;
  return message === undefined ? issue : { ...issue, message };
}

type RuleFacts = FaultRule & {
  /** The methods of the rule's operation. `undefined` if the rule names no operation. */
  readonly ownMethods: readonly string[] | undefined;
  readonly method: string | undefined;
  /** The first segment of the rule's path, if it contains no wildcard. */
  readonly segment: string | undefined;
};

interface UnusableRuleCheck {
  readonly path: string;
  readonly when: (facts: RuleFacts) => boolean;
  readonly message: (facts: RuleFacts) => string;
}

const needsStatusKind = () => 'needs kind: "status"';

/** The conditions of rules that match no request or do nothing. */
const unusableRuleChecks: readonly UnusableRuleCheck[] = [
  {
    path: "match.method",
    when: ({ method }) => method !== undefined && !methods.some((each) => each === method),
    message: () => `must be one of ${methods.join(", ")}`,
  },
  {
    path: "match.method",
    when: ({ method, ownMethods }) =>
      method !== undefined && ownMethods?.includes(method) === false,
    message: ({ ownMethods, match }) =>
      `must be ${ownMethods?.join(" or ")} for ${match?.operation}`,
  },
  {
    path: "match.path",
    when: ({ match }) => match?.path !== undefined && !/^[/*]/.test(match.path),
    message: () => "must begin with / or *, as paths below the base path do",
  },
  {
    path: "match.path",
    when: ({ segment }) => segment !== undefined && !segments.has(segment),
    message: () => `is below the base path, where there are ${[...segments].join(", ")}`,
  },
  {
    path: "match.operation",
    when: ({ segment, ownMethods }) => ownMethods !== undefined && isOfProvider(segment),
    message: () => "must be absent, because a path of the OAuth provider has no operation",
  },
  {
    path: "fault.kind",
    when: ({ segment, fault }) => fault.kind === "expireToken" && isOfProvider(segment),
    message: () => "must be another kind, because a request to the OAuth provider has no token",
  },
  {
    path: "match.body",
    when: ({ match, ownMethods }) =>
      match?.body !== undefined && ownMethods?.every(hasNoBody) === true,
    message: ({ match }) => `needs a body, which ${match?.operation} does not have`,
  },
  {
    path: "fault",
    when: ({ fault }) => fault.kind === undefined && fault.delayMs === undefined,
    message: () => "must have a kind (drop, malformed, status or expireToken) or a delayMs",
  },
  {
    path: "fault.status",
    when: ({ fault: { status, kind } }) =>
      status !== undefined && kind !== "status" && kind !== "malformed",
    message: needsStatusKind,
  },
  {
    path: "fault.error",
    when: ({ fault: { error, kind } }) => error !== undefined && kind !== "status",
    message: needsStatusKind,
  },
  {
    path: "fault.retryAfterSeconds",
    when: ({ fault: { retryAfterSeconds, kind } }) =>
      retryAfterSeconds !== undefined && kind !== "status",
    message: needsStatusKind,
  },
];

function unusableRuleIssues(rule: FaultRule): readonly Issue[] {
  const { operation, method, path } = rule.match ?? {};
  const facts: RuleFacts = {
    ...rule,
    ownMethods: operation === undefined ? undefined : methodsOf(operation),
    method: method?.toUpperCase(),
    segment: path === undefined ? undefined : /^(\/[^/*]*)(?:\/|$)/.exec(path)?.[1],
  };
  return unusableRuleChecks
    .filter(({ when }) => when(facts))
    .map((failedCheck) => ({
      path: failedCheck.path,
      code: "neverApplies",
      message: failedCheck.message(facts),
    }));
}

const providerSegments = ["/oauth2", "/.well-known"];

const segments: ReadonlySet<string> = new Set([
  ...Object.values(operations).map(({ path }) => `/${path.split("/")[1]}`),
  ...providerSegments,
]);

function isOfProvider(segment: string | undefined): boolean {
  return segment !== undefined && providerSegments.includes(segment);
}

function methodsOf(operation: string): readonly string[] {
  if (operation === "createBucket") return ["POST"];
  if (operation === "deleteBucket") return ["DELETE"];
  // The schema has checked that the name is an operation of the contract.
  const { method } = operations[operation as keyof typeof operations];
  return method === "GET" ? ["GET", "HEAD"] : [method];
}

function hasNoBody(method: string): boolean {
  return method !== "POST" && method !== "PATCH";
}
