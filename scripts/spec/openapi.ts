/** The facts of an OpenAPI 3.1 document. */
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

/** The members of a parameter that Swagger 2.0 does not have. */
const PARAMETER_KEYS = ["style", "explode", "allowReserved", "allowEmptyValue"];

type Resolve = (value: unknown) => Node;

export function openapiFacts(document: Node): Fact[] {
  const resolve = resolver(document);
  const operations = Object.entries(asNode(document.paths)).flatMap(([path, item]) =>
    METHODS.filter((method) => method in asNode(item)).flatMap((method) =>
      operationFacts(resolve, `${method.toUpperCase()} ${path}`, asNode(asNode(item)[method])),
    ),
  );
  const schemas = Object.entries(asNode(asNode(document.components).schemas)).flatMap(
    ([name, schema]) => {
      const place = inside(ROOT, `schema ${name}`, schema);
      return [fact(place, "yes"), ...schemaFacts(place, schema)];
    },
  );
  return [...serverFacts(document), ...operations, ...schemas];
}

/**
 * Resolves references to components other than schemas: their facts are listed where they are used.
 */
const resolver =
  (document: Node): Resolve =>
  (value) => {
    const { $ref } = asNode(value);
    if (typeof $ref !== "string") return asNode(value);
    const [, ...names] = $ref.split("/").map((name) => name.replaceAll("~1", "/"));
    return resolver(document)(names.reduce<unknown>((node, name) => asNode(node)[name], document));
  };

function serverFacts(document: Node): Fact[] {
  const [server] = asList(document.servers).map(asNode);
  const url = new URL(String(server?.url ?? "/"), "relative://relative");
  const isRelative = url.protocol === "relative:";
  const host = fact(inside(ROOT, "server > host"), url.host);
  const scheme = fact(inside(ROOT, `server > scheme ${url.protocol.slice(0, -1)}`), "yes");
  return [
    fact(inside(ROOT, "version"), asNode(document.info).version),
    fact(inside(ROOT, "server > base path"), url.pathname),
    ...(isRelative ? [] : [host, scheme]),
    ...asList(document.tags).map((tag) =>
      fact(inside(ROOT, `tag ${asNode(tag).name}`, tag), "yes"),
    ),
  ];
}

function operationFacts(resolve: Resolve, title: string, operation: Node): Fact[] {
  const place = inside(ROOT, title, operation);
  return [
    fact(place, operation.operationId),
    ...asList(operation.tags).map((tag) => fact(inside(place, `tag ${tag}`), "yes")),
    ...asList(operation.parameters).flatMap((node) => parameterFacts(place, resolve(node))),
    ...bodyFacts(resolve, place, operation.requestBody),
    ...Object.entries(asNode(operation.responses)).flatMap(([status, node]) =>
      responseFacts(resolve, place, status, node),
    ),
  ];
}

function parameterFacts(place: Place, parameter: Node): Fact[] {
  const parameterPlace = inside(place, `${parameter.in} ${parameter.name}`, parameter);
  return [
    fact(parameterPlace, "yes"),
    fact(inside(parameterPlace, "required"), parameter.required === true),
    ...PARAMETER_KEYS.filter((key) => key in parameter).map((key) =>
      fact(inside(parameterPlace, key), parameter[key]),
    ),
    ...schemaFacts(parameterPlace, parameter.schema),
  ];
}

function bodyFacts(resolve: Resolve, place: Place, node: unknown): Fact[] {
  if (node === undefined) return [];
  const body = resolve(node);
  const bodyPlace = inside(place, "body", body);
  return [
    fact(inside(bodyPlace, "required"), body.required === true),
    ...mediaFacts(bodyPlace, body),
  ];
}

function responseFacts(resolve: Resolve, place: Place, status: string, node: unknown): Fact[] {
  const response = resolve(node);
  const responsePlace = inside(place, status, markNode(node, response));
  const headers = Object.entries(asNode(response.headers)).flatMap(([name, header]) => {
    const target = resolve(header);
    const at = inside(responsePlace, `header ${name}`, markNode(header, target));
    return [fact(at, "yes"), ...schemaFacts(at, target.schema)];
  });
  return [fact(responsePlace, "yes"), ...headers, ...mediaFacts(responsePlace, response)];
}

/**
 * Finds the mark beside a reference (an addition here only) or in its target (an addition
 * everywhere).
 */
const markNode = (...nodes: readonly unknown[]): Node => ({
  "x-addition": nodes.some((node) => asNode(node)["x-addition"] === true),
});

const mediaFacts = (place: Place, { content }: Node): Fact[] =>
  Object.entries(asNode(content)).flatMap(([type, media]) =>
    contentFacts(place, type, asNode(media).schema, media),
  );
