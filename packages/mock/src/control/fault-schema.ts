import { faultRuleSchema, methods } from "../faults/rule-issues.ts";
import type { Schema } from "../schema/check.ts";

/** The descriptions of the members of a fault rule, by path. Only the document shows them. */
const descriptions: Readonly<Record<string, string>> = {
  match: "Conditions that must all be true. Without conditions, every request matches.",
  "match.method": `One of ${methods.join(", ")}.`,
  "match.path": "Below the base path; * stands for any text.",
  "match.body": "Body members by dotted path, each with the value that it must equal.",
  when: "`before` (default): the command does not run. `after`: it runs, but its response fails.",
  "fault.kind": [
    "`drop` ends the connection. `status` returns an error. `malformed` cuts JSON",
    "text short: with `after` the real response, with `before` an error with",
    "`status`, default 503. A response without a body, such as to DELETE, is not changed.",
    "`expireToken` ends the bearer token early: with `before` the response is a 401, with `after`",
    "the next request with the token gets one.",
  ].join(" "),
};

/** The schema of a fault rule with its descriptions. */
export const describedFaultRule: Schema = addDescription(faultRuleSchema, "");

function addDescription(schema: Schema, path: string): Schema {
  const description = descriptions[path];
  return {
    ...schema,
    ...(description !== undefined && { description }),
    ...(schema.properties && { properties: describeMembers(schema.properties, path) }),
  };
}

function describeMembers(members: NonNullable<Schema["properties"]>, path: string) {
  const describedMembers = Object.entries(members).map(([name, member]): [string, Schema] => [
    name,
    addDescription(member, path === "" ? name : `${path}.${name}`),
  ]);
  return Object.fromEntries(describedMembers);
}
