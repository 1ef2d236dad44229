import { attributes, attributeValues } from "@tmf654/contract";
import type { AttributeTable, QueryKind } from "../ports/query.ts";
import type { ResourceName } from "../ports/resource.ts";

const tables = new Map<ResourceName, AttributeTable>();

/** Returns the attributes of a resource. They are created at the first use, then cached. */
export function attributesOf(resource: ResourceName): AttributeTable {
  const knownTable = tables.get(resource);
  if (knownTable) return knownTable;
  const values: { readonly [path: string]: readonly string[] } = attributeValues[resource];
  const table: AttributeTable = new Map(
    Object.entries(attributes[resource]).map(([path, kind]) => [
      path,
      { kind: kindOf(kind), ...(values[path] ? { values: values[path] } : {}) },
    ]),
  );
  tables.set(resource, table);
  return table;
}

/** Returns the kind of an attribute. A filter cannot use an object or array, only its members. */
function kindOf(kind: QueryKind | "array"): QueryKind {
  return kind === "array" ? "object" : kind;
}
