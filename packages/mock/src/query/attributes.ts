import { attributes, attributeValues } from "@tmf654/contract";
import type { AttributeTable, QueryKind } from "../ports/query.ts";
import type { ResourceName } from "../ports/resource.ts";

const tables = new Map<ResourceName, AttributeTable>();

/** Returns the attributes of a resource. They are created at the first use, then cached. */
export function attributesOf(resourceName: ResourceName): AttributeTable {
  const knownTable = tables.get(resourceName);
  if (knownTable) return knownTable;
  const values: { readonly [path: string]: readonly string[] } = attributeValues[resourceName];
  const attributeTable: AttributeTable = new Map(
    Object.entries(attributes[resourceName]).map(([path, kind]) => [
      path,
      { kind: kindOf(kind), ...(values[path] ? { values: values[path] } : {}) },
    ]),
  );
  tables.set(resourceName, attributeTable);
  return attributeTable;
}

/** Returns the kind of an attribute. A filter cannot use an object or array, only its members. */
function kindOf(kind: QueryKind | "array"): QueryKind {
  return kind === "array" ? "object" : kind;
}
