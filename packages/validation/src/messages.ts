import type { Finding, Issue, MessageTable, PathKey } from "./runtime/issue.ts";

/**
 * The English texts of the structural codes. They read on from the member's name: "amount.units
 * is missing". Another language is a table of the same shape: `CheckOptions.messages`, or
 * `withMessages` for good.
 */
export const structureMessages = {
  required: "is missing",
  type: "must be of type {expected}",
  enum: "must be one of {allowed}",
  format: "must be a {format}",
  minItems: "must have {minItems} or more items",
} as const;

const text = (fact: unknown): string =>
  Array.isArray(fact) ? fact.join(", ") : String(fact ?? "");

/** By hand, as a regular expression would cost more than the check itself. */
function fill(template: string, params: Issue["params"]): string {
  const start = template.indexOf("{");
  const end = template.indexOf("}", start);
  if (start < 0 || end < 0) return template;
  const name = template.slice(start + 1, end);
  return template.slice(0, start) + text(params?.[name]) + fill(template.slice(end + 1), params);
}

/** Gives a finding its text: the table's, else the rule's own, else the English one. */
export function writeMessage(finding: Finding, messages?: MessageTable): void {
  const english = structureMessages[finding.code as keyof typeof structureMessages];
  const template = messages?.[finding.code] ?? (finding.message || english);
  finding.message =
    typeof template === "function" ? template(finding) : fill(template, finding.params);
}

/** A path as people write it: `logicalResource[0].id`; the whole value is the empty text. */
export const pathText = (path: readonly PathKey[]): string =>
  path.reduce<string>((sofar, key) => {
    if (typeof key === "number") return `${sofar}[${key}]`;
    return sofar === "" ? key : `${sofar}.${key}`;
  }, "");

/** One line about an issue: `amount.units is missing`. */
export const issueText = (issue: Pick<Issue, "path" | "message">): string =>
  `${pathText(issue.path) || "the body"} ${issue.message}`;
