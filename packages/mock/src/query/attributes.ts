import { attributes, attributeValues } from "@tmf654/contract";
import type { AttributeTable, QueryKind } from "../ports/query.ts";
import type { ResourceName } from "../ports/resource.ts";

const tables = new Map<ResourceName, AttributeTable>();

/** The attributes of a resource; created at the first use, then cached. */
export function attributesOf(resource: ResourceName): AttributeTable {
  const known = tables.get(resource);
  if (known) return known;
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

/** A filter names a member of an object or array, not the object or array itself. */
function kindOf(kind: QueryKind | "array"): QueryKind {
  return kind === "array" ? "object" : kind;
}
