/** The search for gaps in the contract: missing descriptions, examples and marks of additions. */
import {
  type OpenApiDocument,
  operationsOf,
  type PlacedOperation,
  resolve,
} from "../generate/document.ts";

interface Node {
  readonly $ref?: string;
  readonly [key: string]: unknown;
}

/** A part of the document, with a text that locates it. */
interface DocumentPart {
  readonly at: string;
  readonly node: Node;
}

/** Parts that the published file has too, so they need no mark. */
const published: Readonly<Record<"parameters" | "statuses" | "headers" | "mediaTypes", string[]>> =
  {
    parameters: ["id in path", "fields in query", "offset in query", "limit in query"],
    statuses: ["200", "201", "204", "400", "401", "403", "404", "405", "409", "500"],
    headers: ["X-Result-Count", "X-Total-Count"],
    mediaTypes: ["application/json"],
  };

/** Members that the published schemas do not have. */
const extensions = [
  "failure",
  "reservedAmount",
  "releasedAmount",
  "creditedAmount",
  "owedValue",
  "lifeStage",
  "errors",
  "duplicateOf",
];

/** Returns every part without a description, and every operation without a summary. */
export function descriptionGaps(document: OpenApiDocument): string[] {
  const operations = operationPlaces(document);
  const places = [
    ...operations,
    ...operations.flatMap((place) => parameterPlaces(document, place)),
    ...operations.flatMap((place) => bodyPlaces(document, place)),
    ...responsePlaces(document),
    ...responsePlaces(document).flatMap((place) => headerPlaces(document, place)),
    ...schemaPlaces(document),
    ...tagPlaces(document),
  ];
  return [
    ...places.filter(({ node }) => !isText(node.description)).map(({ at }) => at),
    ...operations.filter(({ node }) => !isText(node.summary)).map(({ at }) => `${at} summary`),
    ...schemaPlaces(document).flatMap(undescribedValues),
  ];
}

/** Returns request, 2xx and 4xx contents without a named example, and incomplete examples. */
export function exampleGaps(document: OpenApiDocument): string[] {
  const bodies = operationPlaces(document).flatMap((place) => bodyPlaces(document, place));
  const responses = responsePlaces(document).filter(({ at }) => /[24]\d\d$/.test(at));
  return [...bodies, ...responses].flatMap(mediaPlaces).flatMap(({ at, node }) => {
    const examples = Object.entries(nodeOf(node.examples));
    if (examples.length === 0) return [at];
    return examples
      .filter(([, example]) => !isExample(resolve(document, nodeOf(example))))
      .map(([name]) => `${at} ${name}`);
  });
}

/** Returns additions to the published file that have no mark. */
export function additionGaps(document: OpenApiDocument): string[] {
  const operations = operationPlaces(document);
  const responses = responsePlaces(document);
  const publishedResponseHeaders = responses.filter(({ node }) => node["x-addition"] !== true);
  const bodies = operations.flatMap((place) => bodyPlaces(document, place));
  const places = [
    ...operations
      .flatMap((place) => parameterPlaces(document, place))
      .filter(({ node }) => !published.parameters.includes(`${node.name} in ${node.in}`)),
    ...responses.filter(({ at }) => !published.statuses.includes(lastWord(at))),
    ...publishedResponseHeaders
      .flatMap((place) => headerPlaces(document, place))
      .filter(({ at }) => !published.headers.includes(lastWord(at))),
    ...[...bodies, ...publishedResponseHeaders]
      .flatMap(mediaPlaces)
      .filter(({ at }) => !published.mediaTypes.includes(lastWord(at))),
    ...schemaPlaces(document).filter(({ at }) => extensions.includes(at.split(".")[1] ?? "")),
  ];
  return places
    .filter(({ at, node }) => node["x-addition"] !== true && !isInside(at))
    .map(({ at }) => at);
}

/** Returns the value of every example, with its name. */
export const exampleValues = (document: OpenApiDocument): [name: string, value: unknown][] =>
  Object.entries(document.components.examples ?? {}).map(([name, node]) => [
    name,
    nodeOf(node).value,
  ]);

const nodeOf = (value: unknown): Node => (value ?? {}) as Node;
const isText = (value: unknown): boolean => typeof value === "string" && value.trim() !== "";
const isExample = (node: Node): boolean => isText(node.summary) && "value" in node;
const lastWord = (at: string): string => at.slice(at.lastIndexOf(" ") + 1);
/** Whether a part is a member of an inline object. Only the object itself needs a mark. */
const isInside = (at: string): boolean => at.startsWith("schema ") && at.split(".").length > 2;

const operationPlaces = (document: OpenApiDocument): DocumentPart[] =>
  operationsOf(document).map(({ path, method, operation }: PlacedOperation) => ({
    at: `${method} ${path}`,
    node: operation as unknown as Node,
  }));

const parameterPlaces = (document: OpenApiDocument, { at, node }: DocumentPart): DocumentPart[] =>
  ((node.parameters ?? []) as Node[]).map((parameter) => {
    const resolvedParameter = resolve(document, parameter);
    return { at: `${at} parameter ${resolvedParameter.name}`, node: resolvedParameter };
  });

const bodyPlaces = (document: OpenApiDocument, { at, node }: DocumentPart): DocumentPart[] =>
  node.requestBody === undefined
    ? []
    : [{ at: `${at} body`, node: resolve(document, nodeOf(node.requestBody)) }];

const responsePlaces = (document: OpenApiDocument): DocumentPart[] =>
  operationPlaces(document).flatMap(({ at, node }) =>
    Object.entries(nodeOf(node.responses)).map(([status, response]) => ({
      at: `${at} ${status}`,
      node: resolve(document, nodeOf(response)),
    })),
  );

const headerPlaces = (document: OpenApiDocument, { at, node }: DocumentPart): DocumentPart[] =>
  Object.entries(nodeOf(node.headers)).map(([name, header]) => ({
    at: `${at} header ${name}`,
    node: resolve(document, nodeOf(header)),
  }));

const mediaPlaces = ({ at, node }: DocumentPart): DocumentPart[] =>
  Object.entries(nodeOf(node.content)).map(([type, media]) => ({
    at: `${at} ${type}`,
    node: nodeOf(media),
  }));

const tagPlaces = (document: OpenApiDocument): DocumentPart[] =>
  ((nodeOf(document).tags ?? []) as Node[]).map((node) => ({ at: `tag ${node.name}`, node }));

/**
 * Schemas and their members. The description of a member is beside its `$ref`, so references are
 * not resolved.
 */
const schemaPlaces = (document: OpenApiDocument): DocumentPart[] =>
  Object.entries(document.components.schemas).flatMap(([name, schema]) => [
    { at: `schema ${name}`, node: nodeOf(schema) },
    ...memberPlaces(`schema ${name}`, nodeOf(schema)),
  ]);

function memberPlaces(at: string, node: Node): DocumentPart[] {
  const members = Object.entries(nodeOf(node.properties ?? nodeOf(node.items).properties));
  return members.flatMap(([name, member]) => [
    { at: `${at}.${name}`, node: nodeOf(member) },
    ...memberPlaces(`${at}.${name}`, nodeOf(member)),
  ]);
}

/** Values of an enum that its description does not name. */
const undescribedValues = ({ at, node }: DocumentPart): string[] =>
  ((node.enum ?? []) as string[])
    .filter((value) => !String(node.description).includes(`\`${value}\``))
    .map((value) => `${at} value ${value}`);
