import type { Issue, MessageTable, MutableIssue, PathKey } from "./runtime/issue.ts";

/**
 * The English texts of the structural codes. Each one continues the member's name: "amount.units
 * is missing". For another language, pass a table of the same shape in `CheckOptions.messages`, or
 * to `withMessages`.
 */
export const structureMessages = {
  required: "is missing",
  type: "must be of type {expected}",
  enum: "must be one of {allowed}",
  format: "must be a {format}",
  minItems: "must have {minItems} or more items",
} as const;

const paramText = (param: unknown): string =>
  Array.isArray(param) ? param.join(", ") : String(param ?? "");

/** Fills in the params. A regular expression would cost more than the check itself. */
function fillTemplate(template: string, params: Issue["params"]): string {
  const start = template.indexOf("{");
  const end = template.indexOf("}", start);
  if (start < 0 || end < 0) return template;
  const name = template.slice(start + 1, end);
  const rest = fillTemplate(template.slice(end + 1), params);
  return template.slice(0, start) + paramText(params?.[name]) + rest;
}

/** Sets the text of an issue: the table's, else the rule's own, else the English one. */
export function writeMessage(issue: MutableIssue, messages?: MessageTable): void {
  const englishText = structureMessages[issue.code as keyof typeof structureMessages];
  const template = messages?.[issue.code] ?? (issue.message || englishText);
  issue.message =
    typeof template === "function" ? template(issue) : fillTemplate(template, issue.params);
}

/** A path as text: `logicalResource[0].id`. The path of the whole value is the empty string. */
export const pathText = (path: readonly PathKey[]): string =>
  path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? key : `${text}.${key}`;
  }, "");

/** An issue as one line: `amount.units is missing`. */
export const issueText = (issue: Pick<Issue, "path" | "message">): string =>
  `${pathText(issue.path) || "the body"} ${issue.message}`;
