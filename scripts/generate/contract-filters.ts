/** The emitter of a filter type for each resource: its query parameters, by kind of attribute. */
import { type Attribute, attributesByResource } from "./contract-attributes.ts";
import { type OpenApiDocument, typeName } from "./document.ts";
import { HEADER, toUnion } from "./text.ts";

/**
 * The filters are interfaces over unions of paths. The compiler resolves a member only when it is
 * used, so the number of attributes costs nothing. The compiler's errors name an interface, such as
 * `BucketFilter`.
 */
export function emitFilters(document: OpenApiDocument): string {
  const tables = attributesByResource(document);
  const filters = tables.map(([name, attributes]) => filterOf(name, attributes));
  const enums = tables
    .flatMap(([, attributes]) => attributes)
    .flatMap(({ enumName }) => (enumName === null ? [] : [typeName(enumName)]));
  const names = [...new Set(enums)].sort().map((name) => `  ${name},`);
  const byName = tables.map(([name]) => `  ${name}: ${filterName(name)};`);
  return `${HEADER}import type {
  BooleanFilter,
  DateTimeFilter,
  EnumFilter,
  NumberFilter,
  TextFilter,
} from "../filter.ts";
import type {
${names.join("\n")}
} from "./models.ts";

${filters.join("\n")}
/** The filter of each resource by its name. */
export interface FilterByResource {
${byName.join("\n")}
}
`;
}

const filterName = (resource: string): string =>
  `${resource.charAt(0).toUpperCase()}${resource.slice(1)}Filter`;

function filterOf(resource: string, attributes: readonly Attribute[]): string {
  const pathsOfKind = (kind: Attribute["kind"]): string[] =>
    attributes.filter((attribute) => attribute.kind === kind).map(({ path }) => path);
  const enums = pathsByType(attributes.filter(({ kind }) => kind === "enum"));
  const parts = [
    toFilterPart("TextFilter", pathsOfKind("string")),
    toFilterPart("NumberFilter", pathsOfKind("number")),
    toFilterPart("DateTimeFilter", pathsOfKind("date-time")),
    toFilterPart("BooleanFilter", pathsOfKind("boolean")),
    ...[...enums].map(([type, members]) => toFilterPart("EnumFilter", members, `, ${type}`)),
  ].filter((text) => text !== undefined);
  const name = filterName(resource);
  return `/** The filters of a list of \`${resource}\`. */
export interface ${name}
  extends ${parts.join(",\n    ")} {}
`;
}

function pathsByType(attributes: readonly Attribute[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { path, enumName, values } of attributes) {
    const type = enumName === null ? toUnion(values ?? []) : typeName(enumName);
    groups.set(type, [...(groups.get(type) ?? []), path]);
  }
  return groups;
}

const toFilterPart = (
  type: string,
  paths: readonly string[],
  otherArguments = "",
): string | undefined =>
  paths.length === 0 ? undefined : `${type}<${toUnion(paths, "      ")}${otherArguments}>`;
