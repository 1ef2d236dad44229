import type { Finding, Issue, MessageTable, PathKey } from "./runtime/issue.ts";

/**
 * The English texts of the structural codes. They read on from the member's name: "amount.units is
 * missing". Another language is a table of the same shape (`CheckOptions.messages`, `withMessages`).
 */
export const structureMessages = {
  required: "is missing",
  type: "must be of type {expected}",
  enum: "must be one of: {allowed}",
  format: "must be a {format}",
  minItems: "must have at least {minItems} item(s)",
} as const;

const text = (value: unknown): string => (Array.isArray(value) ? value.join(", ") : String(value));

const fill = (template: string, params: Issue["params"]): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => text(params?.[name]));

/** Gives a finding its text: the table's, else the rule's own, else the English one. */
export function writeMessage(finding: Finding, messages: MessageTable): Issue {
  const own = Object.hasOwn(messages, finding.code) ? messages[finding.code] : undefined;
  const english = structureMessages[finding.code as keyof typeof structureMessages];
  const template = own ?? (finding.message || english);
  finding.message =
    typeof template === "function" ? template(finding) : fill(template, finding.params);
  return finding;
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
