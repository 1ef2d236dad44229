/** The facts of a Swagger 2.0 file, with bodies and media types per operation as in OpenAPI 3. */
import {
  asList,
  asNode,
  contentFacts,
  type Fact,
  METHODS,
  type Node,
  type Place,
  placeInside,
  schemaFacts,
  toFact,
} from "./facts.ts";

const ROOT: Place = { path: "", isAddition: false };

/** The members of a Swagger 2.0 parameter or header that do not belong to its schema. */
const PARAMETER_KEYS = new Set(["name", "in", "required", "description"]);

export function swaggerFacts(document: Node): Fact[] {
  const operations = Object.entries(asNode(document.paths)).flatMap(([path, item]) =>
    METHODS.filter((method) => method in asNode(item)).flatMap((method) =>
      operationFacts(document, `${method.toUpperCase()} ${path}`, asNode(asNode(item)[method])),
    ),
  );
  const schemas = Object.entries(asNode(document.definitions)).flatMap(([name, schema]) => {
    const place = placeInside(ROOT, `schema ${name}`);
    return [toFact(place, "yes"), ...schemaFacts(place, schema)];
  });
  return [...serverFacts(document), ...operations, ...schemas];
}

const serverFacts = (document: Node): Fact[] => [
  toFact(placeInside(ROOT, "version"), asNode(document.info).version),
  toFact(placeInside(ROOT, "server > base path"), document.basePath),
  toFact(placeInside(ROOT, "server > host"), document.host),
  ...asList(document.schemes).map((scheme) =>
    toFact(placeInside(ROOT, `server > scheme ${scheme}`), "yes"),
  ),
  ...asList(document.tags).map((tag) =>
    toFact(placeInside(ROOT, `tag ${asNode(tag).name}`), "yes"),
  ),
];

function operationFacts(document: Node, title: string, operation: Node): Fact[] {
  const place = placeInside(ROOT, title);
  const consumes = asList(operation.consumes ?? document.consumes);
  const produces = asList(operation.produces ?? document.produces);
  return [
    toFact(place, operation.operationId),
    ...asList(operation.tags).map((tag) => toFact(placeInside(place, `tag ${tag}`), "yes")),
    ...asList(operation.parameters).flatMap((parameter) =>
      parameterFacts(place, asNode(parameter), consumes),
    ),
    ...Object.entries(asNode(operation.responses)).flatMap(([status, response]) =>
      responseFacts(placeInside(place, status), asNode(response), produces),
    ),
  ];
}

function parameterFacts(place: Place, parameter: Node, consumes: readonly unknown[]): Fact[] {
  if (parameter.in === "body") return bodyFacts(placeInside(place, "body"), parameter, consumes);
  const parameterPlace = placeInside(place, `${parameter.in} ${parameter.name}`);
  return [
    toFact(parameterPlace, "yes"),
    toFact(placeInside(parameterPlace, "required"), parameter.required === true),
    ...schemaFacts(parameterPlace, withoutKeys(parameter)),
  ];
}

const bodyFacts = (place: Place, parameter: Node, consumes: readonly unknown[]): Fact[] => [
  toFact(placeInside(place, "required"), parameter.required === true),
  toFact(placeInside(place, "name"), parameter.name),
  ...consumes.flatMap((type) => contentFacts(place, String(type), parameter.schema)),
];

function responseFacts(place: Place, response: Node, produces: readonly unknown[]): Fact[] {
  const headers = Object.entries(asNode(response.headers)).flatMap(([name, header]) => {
    const headerPlace = placeInside(place, `header ${name}`);
    return [toFact(headerPlace, "yes"), ...schemaFacts(headerPlace, withoutKeys(asNode(header)))];
  });
  const types = response.schema === undefined ? [] : produces;
  const content = types.flatMap((type) => contentFacts(place, String(type), response.schema));
  return [toFact(place, "yes"), ...headers, ...content];
}

const withoutKeys = (parameter: Node): Node =>
  Object.fromEntries(Object.entries(parameter).filter(([key]) => !PARAMETER_KEYS.has(key)));
