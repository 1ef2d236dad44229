/**
 * A contract as a flat list of facts, the same list for Swagger 2.0 and OpenAPI 3.1. Words
 * (titles, descriptions, examples) are no facts: they may differ freely.
 */

/** One statement: `GET /bucket > query fields > type` is `string`. */
export type Fact = {
  /** Segments from the operation or schema inwards, joined by ` > `. */
  readonly path: string;
  readonly value: string;
  /** Whether this, or something around it, says `x-addition: true`. */
  readonly isAddition: boolean;
};

export type Node = Readonly<Record<string, unknown>>;

/** Where facts are being stated: inside an addition, everything is one. */
export type Place = { readonly path: string; readonly isAddition: boolean };

export const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** Members of a schema that are words, or say who wrote it, and so are no facts. */
const WORDS = new Set(["title", "description", "example", "examples", "externalDocs", "xml"]);

export const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const asNode = (value: unknown): Node => (isNode(value) ? value : {});

export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const fact = (place: Place, value: unknown): Fact => ({
  path: place.path,
  value: typeof value === "string" ? value : JSON.stringify(value),
  isAddition: place.isAddition,
});

/** One step inwards; `node` is what stands there, which may be marked as an addition. */
export const inside = (place: Place, segment: string, node?: unknown): Place => ({
  path: place.path === "" ? segment : `${place.path} > ${segment}`,
  isAddition: place.isAddition || asNode(node)["x-addition"] === true,
});

/**
 * Everything a schema demands. A reference is the name of its target: what the target demands is
 * stated once, at the target. Unknown keywords are facts too, so that none slips in unseen.
 */
export function schemaFacts(place: Place, value: unknown): Fact[] {
  const schema = asNode(value);
  if (typeof schema.$ref === "string") {
    return [fact(inside(place, "type"), schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1))];
  }
  return Object.entries(schema).flatMap(([key, member]) => {
    if (WORDS.has(key) || key.startsWith("x-")) return [];
    if (key === "properties") return propertyFacts(place, asNode(member));
    if (key === "items") return schemaFacts(inside(place, "items", member), member);
    if (key === "required" || key === "enum") {
      return asList(member).map((name) => fact(inside(place, `${key} ${name}`), "yes"));
    }
    return [fact(inside(place, key), member)];
  });
}

/** A body by media type; the type's parameters are facts of their own, so that each can be told. */
export const contentFacts = (
  place: Place,
  type: string,
  schema: unknown,
  node?: unknown,
): Fact[] => {
  const [essence = "", ...parameters] = type.split(";").map((part) => part.trim());
  const own = inside(place, essence, node);
  const facts = parameters.map((parameter) => {
    const [name = "", value = ""] = parameter.split("=");
    return fact(inside(own, name), value);
  });
  return [fact(own, "yes"), ...facts, ...schemaFacts(own, schema)];
};

const propertyFacts = (place: Place, properties: Node): Fact[] =>
  Object.entries(properties).flatMap(([name, schema]) => {
    const own = inside(place, `.${name}`, schema);
    return [fact(own, "yes"), ...schemaFacts(own, schema)];
  });
