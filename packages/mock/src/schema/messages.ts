import { pathText } from "@tmf654/validation";
import { type SchemaName, validatorFor } from "@tmf654/validation/all";
import type { Body, Issue } from "../ports/resource.ts";
import { removeNulls } from "./merge-patch.ts";

/** The names of the schemas of an operation's messages. `null` without a body. */
export interface MessageSchemas {
  readonly method: string;
  readonly body: SchemaName | null;
  readonly response: SchemaName | null;
}

/** Finds all issues of a request body, by the schema and rules of the operation. */
export function requestIssues(
  { method, body: schema }: MessageSchemas,
  body: Body,
): readonly Issue[] {
  if (schema === null) return [];
  return check(schema, method === "PATCH" ? removeNulls(body) : body);
}

/** Finds the warnings about a request body: unusual members that do no harm. */
export function requestWarnings(
  { method, body: schema }: MessageSchemas,
  body: Body,
): readonly Issue[] {
  if (schema === null) return [];
  const value = method === "PATCH" ? removeNulls(body) : body;
  return validatorFor(schema)
    .check(value, { warnings: true })
    .flatMap(({ path, code, message, severity }) =>
      severity === "warning" ? [{ path: pathText(path), code, message }] : [],
    );
}

/** Finds all issues of a response body, which is one resource or a list, by the contract. */
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
