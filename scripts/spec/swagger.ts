/** The facts of a Swagger 2.0 file, with bodies and media types per operation as in OpenAPI 3. */
import {
  asList,
  asNode,
  contentFacts,
  type Fact,
  fact,
  inside,
  METHODS,
  type Node,
  type Place,
  schemaFacts,
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
    const place = inside(ROOT, `schema ${name}`);
    return [fact(place, "yes"), ...schemaFacts(place, schema)];
  });
  return [...serverFacts(document), ...operations, ...schemas];
}

const serverFacts = (document: Node): Fact[] => [
  fact(inside(ROOT, "version"), asNode(document.info).version),
  fact(inside(ROOT, "server > base path"), document.basePath),
  fact(inside(ROOT, "server > host"), document.host),
  ...asList(document.schemes).map((scheme) =>
    fact(inside(ROOT, `server > scheme ${scheme}`), "yes"),
  ),
  ...asList(document.tags).map((tag) => fact(inside(ROOT, `tag ${asNode(tag).name}`), "yes")),
];

function operationFacts(document: Node, title: string, operation: Node): Fact[] {
  const place = inside(ROOT, title);
  const consumes = asList(operation.consumes ?? document.consumes);
  const produces = asList(operation.produces ?? document.produces);
  return [
    fact(place, operation.operationId),
    ...asList(operation.tags).map((tag) => fact(inside(place, `tag ${tag}`), "yes")),
    ...asList(operation.parameters).flatMap((parameter) =>
      parameterFacts(place, asNode(parameter), consumes),
    ),
    ...Object.entries(asNode(operation.responses)).flatMap(([status, response]) =>
      responseFacts(inside(place, status), asNode(response), produces),
    ),
  ];
}

function parameterFacts(place: Place, parameter: Node, consumes: readonly unknown[]): Fact[] {
  if (parameter.in === "body") return bodyFacts(inside(place, "body"), parameter, consumes);
  const parameterPlace = inside(place, `${parameter.in} ${parameter.name}`);
  return [
    fact(parameterPlace, "yes"),
    fact(inside(parameterPlace, "required"), parameter.required === true),
    ...schemaFacts(parameterPlace, withoutKeys(parameter)),
  ];
}

const bodyFacts = (place: Place, parameter: Node, consumes: readonly unknown[]): Fact[] => [
  fact(inside(place, "required"), parameter.required === true),
  fact(inside(place, "name"), parameter.name),
  ...consumes.flatMap((type) => contentFacts(place, String(type), parameter.schema)),
];

function responseFacts(place: Place, response: Node, produces: readonly unknown[]): Fact[] {
  const headers = Object.entries(asNode(response.headers)).flatMap(([name, header]) => {
    const headerPlace = inside(place, `header ${name}`);
    return [fact(headerPlace, "yes"), ...schemaFacts(headerPlace, withoutKeys(asNode(header)))];
  });
  const types = response.schema === undefined ? [] : produces;
  const content = types.flatMap((type) => contentFacts(place, String(type), response.schema));
  return [fact(place, "yes"), ...headers, ...content];
}

const withoutKeys = (parameter: Node): Node =>
  Object.fromEntries(Object.entries(parameter).filter(([key]) => !PARAMETER_KEYS.has(key)));
