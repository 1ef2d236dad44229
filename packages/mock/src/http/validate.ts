import { attributes, resources } from "@tmf654/contract";
import { isUsableId } from "@tmf654/validation";
import type { Body, Issue } from "../ports/resource.ts";
import { missingCodes } from "../schema/issues.ts";
import { requestIssues } from "../schema/messages.ts";
import type { HttpOperation } from "./routes.ts";
import type { HttpSettings } from "./settings.ts";

interface AttributeKinds {
  readonly [path: string]: string;
}

/** Returns the issues of a body. A lenient profile ignores missing members. */
export function bodyIssues(
  operation: HttpOperation,
  body: Body,
  settings: HttpSettings,
): readonly Issue[] {
  const issues = [...requestIssues(operation, body), ...idIssues(operation, body)];
  if (!settings.required) return issues.filter(({ code }) => !missingCodes.has(code));
  const { optional } = settings;
  return issues.filter(({ code, path }) => code !== "required" || !optional.includes(path));
}

/** Checks an id from the client, because the bucket must be found under its `href`. */
function idIssues({ id: operation }: HttpOperation, { id }: Body): readonly Issue[] {
  if (operation !== "createBucket" || typeof id !== "string" || isUsableId(id)) return [];
  return [{ path: "id", code: "idUnusable", message: "cannot be used in a URL path" }];
}

/**
 * Converts an object to an array with one element where the contract has an array, for lenient
 * profiles.
 */
export function withArrays(operation: HttpOperation, body: Body): Body {
  if (!Object.hasOwn(resources, operation.resource)) return body;
  const kinds: AttributeKinds = attributes[operation.resource as keyof typeof attributes];
  const wrappedMembers = Object.entries(body).map(([name, value]): [string, unknown] => {
    const isSingleObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return [name, isSingleObject && kinds[name] === "array" ? [value] : value];
  });
  return Object.fromEntries(wrappedMembers);
}
