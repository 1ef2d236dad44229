import { attributes, resources } from "@tmf654/contract";
import { isUsableId, pathText } from "@tmf654/validation";
import { type SchemaName, validatorFor } from "@tmf654/validation/all";
import type { Body, Issue } from "../seam.ts";
import { missingCodes } from "./errors.ts";
import { withoutRemovals } from "./merge-patch.ts";
import type { Operation } from "./routes.ts";
import type { Settings } from "./settings.ts";

/** What is known of an operation's messages. */
type Sending = Pick<Operation, "method" | "body" | "response">;

type Kinds = { readonly [path: string]: string };

/** What a body may be refused for; a lenient profile forgives what is missing. */
export function bodyIssues(operation: Operation, body: Body, settings: Settings): readonly Issue[] {
  const issues = [...requestIssues(operation, body), ...idIssues(operation, body)];
  return settings.required ? issues : issues.filter(({ code }) => !missingCodes.has(code));
}

/** Every violation of the schema and the rules of what is sent. */
export function requestIssues({ method, body: schema }: Sending, body: Body): readonly Issue[] {
  if (schema === null) return [];
  return check(schema, method === "PATCH" ? withoutRemovals(body) : body);
}

/** A bucket that a client names must be found again under the `href` it gets. */
function idIssues({ id: operation }: Operation, { id }: Body): readonly Issue[] {
  if (operation !== "createBucket" || typeof id !== "string" || isUsableId(id)) return [];
  return [{ path: "id", code: "idUnusable", message: "cannot stand in a URL" }];
}

/** What an answer of the operation breaks of the contract: one resource, or a list of them. */
export function answerIssues({ response: schema }: Sending, answer: unknown): readonly Issue[] {
  if (schema === null) return [];
  return (Array.isArray(answer) ? answer : [answer]).flatMap((each) => check(schema, each));
}

function check(schema: SchemaName, value: unknown): readonly Issue[] {
  const issues = validatorFor(schema).check(value);
  return issues.map(({ path, code, message }) => ({ path: pathText(path), code, message }));
}

/** One object where the contract has an array becomes the array of it, for lenient profiles. */
export function withArrays(operation: Operation, body: Body): Body {
  if (!Object.hasOwn(resources, operation.resource)) return body;
  const kinds: Kinds = attributes[operation.resource as keyof typeof attributes];
  const wrapped = Object.entries(body).map(([name, value]): [string, unknown] => {
    const single = typeof value === "object" && value !== null && !Array.isArray(value);
    return [name, single && kinds[name] === "array" ? [value] : value];
  });
  return Object.fromEntries(wrapped);
}
