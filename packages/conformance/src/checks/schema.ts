/** Checks against the contract's schemas, with the generated validators. */
import { attributes } from "@tmf654/contract";
import { type Issue, listOf, type Validator } from "@tmf654/validation";
import { type SchemaName, schemaFor, schemaNames } from "@tmf654/validation/all";
import { isRecord } from "../values/path.ts";

const knownSchemas: ReadonlySet<string> = new Set(schemaNames);

/**
 * Issues of a value against a schema, `Name` or `Name[]`. An unknown name is a mistake in the case.
 */
export function schemaIssues(schema: string, body: unknown): readonly Issue[] {
  const name = schema.replace("[]", "");
  if (!knownSchemas.has(name)) throw new Error(`The contract has no schema ${name}.`);
  const itemValidator: Validator<unknown> = schemaFor(name as SchemaName);
  return (schema.endsWith("[]") ? listOf(itemValidator) : itemValidator).check(body, {
    maxIssues: 20,
  });
}

/** Paths of members that the contract does not declare for a resource: `bucket.colour`. */
export function undeclaredMembers(resource: string, body: unknown): readonly string[] {
  const table: Readonly<Record<string, unknown>> | undefined =
    attributes[resource as keyof typeof attributes];
  if (table === undefined) return [];
  const undeclaredPaths = new Set<string>();
  for (const element of Array.isArray(body) ? body : [body])
    collectUndeclared(element, "", table, undeclaredPaths);
  return [...undeclaredPaths];
}

function collectUndeclared(
  value: unknown,
  prefix: string,
  table: Readonly<Record<string, unknown>>,
  undeclaredPaths: Set<string>,
): void {
  if (Array.isArray(value)) {
    for (const each of value) collectUndeclared(each, prefix, table, undeclaredPaths);
    return;
  }
  if (!isRecord(value)) return;
  for (const [name, member] of Object.entries(value)) {
    const path = prefix === "" ? name : `${prefix}.${name}`;
    if (path in table) collectUndeclared(member, path, table, undeclaredPaths);
    // Members of an undeclared member are not listed, because none of them is declared.
    else undeclaredPaths.add(path);
  }
}
