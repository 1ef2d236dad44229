/** The search for missing limits, and for constructs that client generators read wrongly. */
import { type OpenApiDocument, operationsOf, resolve } from "../generate/document.ts";

interface Node {
  readonly $ref?: string;
  readonly [key: string]: unknown;
}

/** Keywords that generators ignore or turn into wrapper classes. */
const COMBINERS = ["anyOf", "oneOf", "allOf", "not", "if", "patternProperties", "prefixItems"];

const PLAIN_TYPES = ["string", "number", "integer", "boolean"];

/** Returns one line for each construct that client generators read wrongly. */
export function portabilityIssues(document: OpenApiDocument): string[] {
  return [
    ...parametersOf(document).flatMap(({ at, node }) => parameterIssues(document, at, node)),
    ...nodesBelow("", document.components.schemas).flatMap(({ at, node }) =>
      schemaIssues(at, node),
    ),
    ...unusedSchemas(document).map((name) => `schema ${name}: no operation uses it`),
    ...(nodeOf(nodeOf((document as unknown as Node).info).contact).name === undefined
      ? ["info.contact: missing"]
      : []),
  ];
}

interface Place {
  readonly at: string;
  readonly node: Node;
}

/** Every parameter once, with the operation that has it first. */
function parametersOf(document: OpenApiDocument): Place[] {
  const places = operationsOf(document).flatMap(({ path, method, operation }) =>
    (operation.parameters ?? []).map((parameter): Place => {
      const node = resolve(document, parameter) as unknown as Node;
      return { at: `${method} ${path} parameter ${node.name}`, node };
    }),
  );
  return places.filter(({ node }, at) => places.findIndex((each) => each.node === node) === at);
}

function parameterIssues(document: OpenApiDocument, at: string, { schema, ...own }: Node) {
  const type = resolve(document, nodeOf(schema));
  const value = type.type === "array" ? resolve(document, nodeOf(type.items)) : type;
  const isPlain = PLAIN_TYPES.includes(String(value.type));
  return [
    ...[...keywordIssues(at, type), ...(value === type ? [] : keywordIssues(`${at} items`, value))],
    ...(isPlain ? [] : [`${at}: must be a plain value or a list of them, is ${value.type}`]),
    ...limitIssues(at, own, value),
  ];
}

/**
 * Limits that the server has: counts from 0, a key of 1 to 255 characters, an id of at least one
 * character.
 */
function limitIssues(at: string, { name, in: where }: Node, value: Node): string[] {
  const neededLimits: readonly (readonly [boolean, string])[] = [
    [value.type === "integer", "minimum"],
    [where === "path", "minLength"],
    [name === "Idempotency-Key", "minLength"],
    [name === "Idempotency-Key", "maxLength"],
  ];
  return neededLimits
    .filter(([applies, keyword]) => applies && value[keyword] === undefined)
    .map(([, keyword]) => `${at}: ${keyword} is missing`);
}

function schemaIssues(at: string, node: Node): string[] {
  const name = `schema ${at}`;
  return Array.isArray(node.type) ? [`${name}: more than one type`] : keywordIssues(name, node);
}

function keywordIssues(at: string, node: Node): string[] {
  const { format } = node;
  return [
    ...COMBINERS.filter((keyword) => keyword in node).map((keyword) => `${at}: has ${keyword}`),
    ...(node.type === "number" && format !== "double"
      ? [`${at}: a number without format double is read as 32 bits`]
      : []),
    ...("default" in node ? [`${at}: has a default that no server applies`] : []),
  ];
}

/** Every schema below a named one, with its path. A member called `default` is not a keyword. */
function nodesBelow(at: string, members: Readonly<Record<string, unknown>>): Place[] {
  return Object.entries(members).flatMap(([name, member]) => {
    const node = nodeOf(member);
    const path = at === "" ? name : `${at}.${name}`;
    const items = node.items === undefined ? {} : { items: node.items };
    return [
      { at: path, node },
      ...nodesBelow(path, nodeOf(node.properties)),
      ...nodesBelow(path, items),
    ];
  });
}

/** Names of schemas that nothing but other unused schemas refers to. */
function unusedSchemas({ paths, components }: OpenApiDocument): string[] {
  const { schemas, ...others } = components;
  const usedNames = new Set<string>();
  const visit = (node: unknown): void => {
    for (const [, name = ""] of JSON.stringify(node).matchAll(/#\/components\/schemas\/(\w+)"/g)) {
      if (usedNames.has(name)) continue;
      usedNames.add(name);
      visit(schemas[name] ?? {});
    }
  };
  visit([paths, others]);
  return Object.keys(schemas).filter((name) => !usedNames.has(name));
}

const nodeOf = (value: unknown): Node => (value ?? {}) as Node;
