/**
 * The search for parts of a response that the contract does not declare: members, headers and
 * statuses.
 */
import document from "@tmf654/contract/openapi.json" with { type: "json" };

interface Node {
  readonly [key: string]: unknown;
}

/** A response to a declared operation. */
export interface DeclaredResponse {
  readonly operationId: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Headers of HTTP, of browsers and of the mock itself, which a contract need not list. */
const OF_HTTP =
  /^(access-control-|(connection|content-(length|type|encoding)|date|keep-alive|transfer-encoding|vary|cache-control|x-mock-trace)$)/;

/** Returns one line for each undeclared part; empty when a strict reader can read everything. */
export function undeclaredParts({
  operationId,
  status,
  headers,
  body,
}: DeclaredResponse): readonly string[] {
  const responses = responsesOf(operationId);
  const declared = responses[String(status)];
  if (declared === undefined) return [`status ${status}`];
  const response = resolveRef(declared);
  const names = Object.keys(nodeOf(response.headers)).map((name) => name.toLowerCase());
  const extra = Object.keys(headers)
    .map((name) => name.toLowerCase())
    .filter((name) => !OF_HTTP.test(name) && !names.includes(name));
  const media = nodeOf(nodeOf(response.content)["application/json"]);
  const parsedBody = body === undefined || body === "" ? undefined : JSON.parse(body);
  return [
    ...extra.map((name) => `header ${name}`),
    ...undeclaredMembers(nodeOf(media.schema), parsedBody),
  ];
}

/** The undeclared members of a value of a named schema, such as an event. */
export function findUndeclared(schema: string, value: unknown): readonly string[] {
  return undeclaredMembers({ $ref: `#/components/schemas/${schema}` }, value);
}

function undeclaredMembers(schema: Node, value: unknown, path = ""): readonly string[] {
  const { properties, items } = resolveRef(schema);
  if (Array.isArray(value)) {
    return value.flatMap((each) => undeclaredMembers(nodeOf(items), each, `${path}[]`));
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const at = path === "" ? name : `${path}.${name}`;
    const declared = nodeOf(properties)[name];
    return declared === undefined
      ? [`member ${at}`]
      : undeclaredMembers(nodeOf(declared), member, at);
  });
}

function responsesOf(operationId: string): Node {
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
  const found = operations.map(nodeOf).find((operation) => operation.operationId === operationId);
  if (found === undefined) throw new Error(`There is no operation ${operationId}.`);
  return nodeOf(found.responses);
}

/** The target of a `$ref`. Other members beside `$ref` are only descriptions. */
function resolveRef(node: unknown): Node {
  const { $ref } = nodeOf(node);
  if (typeof $ref !== "string") return nodeOf(node);
  const [, ...names] = $ref.split("/");
  return resolveRef(names.reduce<unknown>((inner, name) => nodeOf(inner)[name], document));
}

const nodeOf = (value: unknown): Node => (value ?? {}) as Node;
