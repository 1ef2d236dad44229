import { attributes, resources } from "@tmf654/contract";
import { type SchemaName, validatorFor } from "@tmf654/validation/all";
import type { Body, Issue } from "../seam.ts";
import { missingCodes } from "./errors.ts";
import type { Operation } from "./routes.ts";
import type { Settings } from "./settings.ts";

type Kinds = { readonly [path: string]: string };

/** Every violation of the body's schema and rules; a lenient profile forgives what is missing. */
export function bodyIssues(schema: SchemaName, body: Body, settings: Settings): readonly Issue[] {
  const issues = check(schema, body);
  return settings.required ? issues : issues.filter(({ code }) => !missingCodes.has(code));
}

/** What an answer of the operation breaks of the contract. */
export function answerIssues(operation: Operation, resource: unknown): readonly Issue[] {
  return operation.response === null ? [] : check(operation.response, resource);
}

function check(schema: SchemaName, value: unknown): readonly Issue[] {
  const issues = validatorFor(schema).check(value);
  return issues.map(({ path, code, message }) => ({ path: pathText(path), code, message }));
}

/** `["product", 0, "id"]` as `product[0].id`. */
export function pathText(path: readonly (string | number)[]): string {
  return path
    .map((key, index) => {
      if (typeof key === "number") return `[${key}]`;
      return index === 0 ? key : `.${key}`;
    })
    .join("");
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
