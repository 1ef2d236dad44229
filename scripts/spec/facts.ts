/**
 * A contract as a flat list of facts, in the same form for Swagger 2.0 and OpenAPI 3.1. Titles,
 * descriptions and examples are not facts, so they may differ.
 */

/** One statement: `GET /bucket > query fields > type` is `string`. */
export interface Fact {
  /** Segments from the operation or schema inwards, joined by ` > `. */
  readonly path: string;
  readonly value: string;
  /** Whether the fact or one of its parents has `x-addition: true`. */
  readonly isAddition: boolean;
}

export type Node = Readonly<Record<string, unknown>>;

/** The location of facts. Everything inside an addition is an addition. */
export interface Place {
  readonly path: string;
  readonly isAddition: boolean;
}

export const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** Members of a schema that are not facts, because they do not affect messages. */
const WORDS = new Set(["title", "description", "example", "examples", "externalDocs", "xml"]);

export const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const asNode = (value: unknown): Node => (isNode(value) ? value : {});

export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const toFact = (place: Place, value: unknown): Fact => ({
  path: place.path,
  value: typeof value === "string" ? value : JSON.stringify(value),
  isAddition: place.isAddition,
});

/** Returns the place of a part one level deeper. `node` may be marked as an addition. */
export const placeInside = (place: Place, segment: string, node?: unknown): Place => ({
  path: place.path === "" ? segment : `${place.path} > ${segment}`,
  isAddition: place.isAddition || asNode(node)["x-addition"] === true,
});

/** Whether a keyword is an addition to a published schema: `x-addition: [minimum]`. */
const isAdded = (schema: Node, keyword: string): boolean =>
  asList(schema["x-addition"]).includes(keyword);

/**
 * The facts of a schema. A reference has the name of its target, because the target has its own
 * facts. Unknown keywords are facts too, so that no difference is missed.
 */
export function schemaFacts(place: Place, value: unknown): Fact[] {
  const schema = asNode(value);
  if (typeof schema.$ref === "string") {
    return [
      toFact(placeInside(place, "type"), schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1)),
    ];
  }
  return Object.entries(schema).flatMap(([key, member]) => {
    if (WORDS.has(key) || key.startsWith("x-")) return [];
    if (key === "properties") return propertyFacts(place, asNode(member));
    if (key === "items") return schemaFacts(placeInside(place, "items", member), member);
    if (key === "required" || key === "enum") {
      return asList(member).map((name) => toFact(placeInside(place, `${key} ${name}`), "yes"));
    }
    const memberPlace = placeInside(place, key);
    return [
      toFact(
        { ...memberPlace, isAddition: memberPlace.isAddition || isAdded(schema, key) },
        member,
      ),
    ];
  });
}

/** The facts of a body by media type. Each parameter of the media type is a separate fact. */
export function contentFacts(place: Place, type: string, schema: unknown, node?: unknown): Fact[] {
  const [essence = "", ...parameters] = type.split(";").map((part) => part.trim());
  const schemaPlace = placeInside(place, essence, node);
  const facts = parameters.map((parameter) => {
    const [name = "", value = ""] = parameter.split("=");
    return toFact(placeInside(schemaPlace, name), value);
  });
  return [toFact(schemaPlace, "yes"), ...facts, ...schemaFacts(schemaPlace, schema)];
}

const propertyFacts = (place: Place, properties: Node): Fact[] =>
  Object.entries(properties).flatMap(([name, schema]) => {
    const memberPlace = placeInside(place, `.${name}`, schema);
    return [toFact(memberPlace, "yes"), ...schemaFacts(memberPlace, schema)];
  });
