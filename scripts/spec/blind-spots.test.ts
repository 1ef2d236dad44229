/** The check that the facts change when any structural node is removed from the document. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { bundleDocument } from "../generate/document.ts";
import { asNode, type Fact, isNode, type Node } from "./facts.ts";
import { openapiFacts } from "./openapi.ts";

const WORDS = new Set(["summary", "title", "description", "example", "examples"]);
const RUNS = 60 * Number(process.env.TMF654_DEEP ?? 1);

type Path = readonly (string | number)[];

/** Paths of all nodes below a value, without descriptions and marks. */
function nodesBelow(value: unknown, path: Path): Path[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, i) => [[...path, i], ...nodesBelow(item, [...path, i])]);
  }
  if (!isNode(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    // Below `properties` a key is the name of a member, which may be `description`.
    const isWord = WORDS.has(key) && path.at(-1) !== "properties";
    if (isWord || key.startsWith("x-")) return [];
    return [[...path, key], ...nodesBelow(member, [...path, key])];
  });
}

/** A copy without the node at the path. Only the parents of the node are copied. */
function withoutPath(value: unknown, [step, ...rest]: Path): unknown {
  if (Array.isArray(value)) {
    if (rest.length === 0) return value.filter((_, i) => i !== step);
    return value.map((item, i) => (i === step ? withoutPath(item, rest) : item));
  }
  const node = asNode(value);
  if (rest.length > 0) return { ...node, [String(step)]: withoutPath(node[String(step)], rest) };
  return Object.fromEntries(Object.entries(node).filter(([key]) => key !== step));
}

const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((node, step) => (node as Record<string | number, unknown>)[step], value);

/** Nodes without effect: `required: false` is the default, and a response may be only a text. */
function hasNoEffect(document: Node, path: Path): boolean {
  const value = at(document, path);
  if (path.at(-1) !== "$ref") return value === false || isWords(value);
  return isWords(at(document, String(value).split("/").slice(1)));
}

const isWords = (value: unknown): boolean =>
  isNode(value) && Object.keys(value).every((key) => WORDS.has(key));

const toTexts = (facts: readonly Fact[]): string =>
  facts.map(({ path, value, isAddition }) => `${path}: ${value} ${isAddition}`).join("\n");

test("the facts change when any structural node is removed", async () => {
  const document = (await bundleDocument("spec/openapi.yaml")) as unknown as Node;
  const nodes = [
    ...nodesBelow(document.paths, ["paths"]),
    ...nodesBelow(document.components, ["components"]),
  ].filter((path) => !hasNoEffect(document, path));
  const allTexts = toTexts(openapiFacts(document));
  expect(nodes.length).toBeGreaterThan(4000);
  fc.assert(
    fc.property(fc.constantFrom(...nodes), (path) => {
      const remainingTexts = toTexts(openapiFacts(asNode(withoutPath(document, path))));
      expect(remainingTexts, `without ${path.join("/")}`).not.toBe(allTexts);
    }),
    { numRuns: RUNS },
  );
}, 600_000);
