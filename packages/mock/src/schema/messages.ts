import { pathText } from "@tmf654/validation";
import { type SchemaName, validatorFor } from "@tmf654/validation/all";
import type { Body, Issue } from "../ports/resource.ts";
import { withoutRemovals } from "./merge-patch.ts";

/** The schemas of an operation's messages, by name; null where there is no body. */
export interface MessageSchemas {
  readonly method: string;
  readonly body: SchemaName | null;
  readonly response: SchemaName | null;
}

/** Every issue of a request body with the operation's schema and rules. */
export function requestIssues(
  { method, body: schema }: MessageSchemas,
  body: Body,
): readonly Issue[] {
  if (schema === null) return [];
  return check(schema, method === "PATCH" ? withoutRemovals(body) : body);
}

/** The warnings about a request body: odd members that do no harm. */
export function requestWarnings(
  { method, body: schema }: MessageSchemas,
  body: Body,
): readonly Issue[] {
  if (schema === null) return [];
  const value = method === "PATCH" ? withoutRemovals(body) : body;
  return validatorFor(schema)
    .check(value, { warnings: true })
    .flatMap(({ path, code, message, severity }) =>
      severity === "warning" ? [{ path: pathText(path), code, message }] : [],
    );
}

/** Every issue of a response body, one resource or a list of them, with the contract. */
export function responseIssues(
  { response: schema }: MessageSchemas,
  body: unknown,
): readonly Issue[] {
  if (schema === null) return [];
  return (Array.isArray(body) ? body : [body]).flatMap((each) => check(schema, each));
}

function check(schema: SchemaName, value: unknown): readonly Issue[] {
  const issues = validatorFor(schema).check(value);
  return issues.map(({ path, code, message }) => ({ path: pathText(path), code, message }));
}
