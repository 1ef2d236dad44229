/** The facts of an OpenAPI 3.1 document. */
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

/** The members of a parameter that Swagger 2.0 does not have. */
const PARAMETER_KEYS = ["style", "explode", "allowReserved", "allowEmptyValue"];

type Resolve = (value: unknown) => Node;

export function openapiFacts(document: Node): Fact[] {
  const resolve = createResolver(document);
  const operations = Object.entries(asNode(document.paths)).flatMap(([path, item]) =>
    METHODS.filter((method) => method in asNode(item)).flatMap((method) =>
      operationFacts(resolve, `${method.toUpperCase()} ${path}`, asNode(asNode(item)[method])),
    ),
  );
  const schemas = Object.entries(asNode(asNode(document.components).schemas)).flatMap(
    ([name, schema]) => {
      const place = placeInside(ROOT, `schema ${name}`, schema);
      return [toFact(place, "yes"), ...schemaFacts(place, schema)];
    },
  );
  return [...serverFacts(document), ...operations, ...schemas];
}

/**
 * Resolves references to components other than schemas: their facts are listed where they are used.
 */
const createResolver =
  (document: Node): Resolve =>
  (value) => {
    const { $ref } = asNode(value);
    if (typeof $ref !== "string") return asNode(value);
    const [, ...names] = $ref.split("/").map((name) => name.replaceAll("~1", "/"));
    return createResolver(document)(
      names.reduce<unknown>((node, name) => asNode(node)[name], document),
    );
  };

function serverFacts(document: Node): Fact[] {
  const [server] = asList(document.servers).map(asNode);
  const url = new URL(String(server?.url ?? "/"), "relative://relative");
  const isRelative = url.protocol === "relative:";
  const host = toFact(placeInside(ROOT, "server > host"), url.host);
  const scheme = toFact(placeInside(ROOT, `server > scheme ${url.protocol.slice(0, -1)}`), "yes");
  return [
    toFact(placeInside(ROOT, "version"), asNode(document.info).version),
    toFact(placeInside(ROOT, "server > base path"), url.pathname),
    ...(isRelative ? [] : [host, scheme]),
    ...asList(document.tags).map((tag) =>
      toFact(placeInside(ROOT, `tag ${asNode(tag).name}`, tag), "yes"),
    ),
  ];
}

function operationFacts(resolve: Resolve, title: string, operation: Node): Fact[] {
  const place = placeInside(ROOT, title, operation);
  return [
    toFact(place, operation.operationId),
    ...asList(operation.tags).map((tag) => toFact(placeInside(place, `tag ${tag}`), "yes")),
    ...asList(operation.parameters).flatMap((node) => parameterFacts(place, resolve(node))),
    ...bodyFacts(resolve, place, operation.requestBody),
    ...Object.entries(asNode(operation.responses)).flatMap(([status, node]) =>
      responseFacts(resolve, place, status, node),
    ),
  ];
}

function parameterFacts(place: Place, parameter: Node): Fact[] {
  const parameterPlace = placeInside(place, `${parameter.in} ${parameter.name}`, parameter);
  return [
    toFact(parameterPlace, "yes"),
    toFact(placeInside(parameterPlace, "required"), parameter.required === true),
    ...PARAMETER_KEYS.filter((key) => key in parameter).map((key) =>
      toFact(placeInside(parameterPlace, key), parameter[key]),
    ),
    ...schemaFacts(parameterPlace, parameter.schema),
  ];
}

function bodyFacts(resolve: Resolve, place: Place, node: unknown): Fact[] {
  if (node === undefined) return [];
  const body = resolve(node);
  const bodyPlace = placeInside(place, "body", body);
  return [
    toFact(placeInside(bodyPlace, "required"), body.required === true),
    ...mediaFacts(bodyPlace, body),
  ];
}

function responseFacts(resolve: Resolve, place: Place, status: string, node: unknown): Fact[] {
  const response = resolve(node);
  const responsePlace = placeInside(place, status, markNode(node, response));
  const headers = Object.entries(asNode(response.headers)).flatMap(([name, header]) => {
    const target = resolve(header);
    const at = placeInside(responsePlace, `header ${name}`, markNode(header, target));
    return [toFact(at, "yes"), ...schemaFacts(at, target.schema)];
  });
  return [toFact(responsePlace, "yes"), ...headers, ...mediaFacts(responsePlace, response)];
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
