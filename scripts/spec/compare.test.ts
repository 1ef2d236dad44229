import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { bundleDocument } from "../generate/document.ts";
import { type Comparison, compare, report } from "./compare.ts";
import { describeDifference } from "./differences.ts";
import { readErrata } from "./errata.ts";
import type { Node } from "./facts.ts";
import { publishedPath, readPublished } from "./published.ts";

const published = readPublished();
const errata = readErrata(readFileSync("spec/errata.yaml", "utf8"));

let ourDocument: Node;
beforeAll(async () => {
  ourDocument = (await bundleDocument("spec/openapi.yaml")) as unknown as Node;
});

interface Tree {
  [name: string]: Tree;
}

/** Compares an invalid copy of our document. */
function compareBroken(file: Node, breakIt: (copy: Tree) => void): Comparison {
  const copy = structuredClone(ourDocument);
  breakIt(copy as Tree);
  return compare(file, copy, errata);
}

const at = (tree: Tree, ...names: string[]): Tree =>
  names.reduce((node, name) => node[name] ?? {}, tree);

const schema = (tree: Tree, name: string): Tree => at(tree, "components", "schemas", name);

function setMember(tree: Tree, name: string, value: unknown): void {
  (tree as Record<string, unknown>)[name] = value;
}

const list = (tree: Tree, name: string): string[] => tree[name] as unknown as string[];

const MUTATIONS: readonly [string, (copy: Tree) => void, string][] = [
  ["a path is gone", (copy) => delete at(copy, "paths")["/hub"], "- POST /hub: registerListener"],
  [
    "an operation id differs",
    (copy) => setMember(at(copy, "paths", "/bucket", "get"), "operationId", "listBuckets"),
    "~ GET /bucket: listBucket -> listBuckets",
  ],
  [
    "a response is gone",
    (copy) => delete at(copy, "paths", "/topupBalance", "post", "responses")["409"],
    "- POST /topupBalance > 409: yes",
  ],
  [
    "a response is added and not marked",
    (copy) =>
      setMember(at(copy, "paths", "/hub", "post", "responses"), "202", { description: "Later" }),
    "+ POST /hub > 202: yes",
  ],
  [
    "a property is gone",
    (copy) => delete at(schema(copy, "Bucket"), "properties").isShared,
    "- schema Bucket > .isShared: yes",
  ],
  [
    "a property is added and not marked",
    (copy) => setMember(at(schema(copy, "Bucket"), "properties"), "colour", { type: "string" }),
    "+ schema Bucket > .colour: yes",
  ],
  [
    "a type differs",
    (copy) => setMember(at(schema(copy, "Bucket"), "properties", "isShared"), "type", "string"),
    "~ schema Bucket > .isShared > type: boolean -> string",
  ],
  [
    "a format is gone",
    (copy) => delete at(schema(copy, "Bucket"), "properties", "requestedDate").format,
    "- schema Bucket > .requestedDate > format: date-time",
  ],
  [
    "an enum has one value more",
    (copy) => list(schema(copy, "UsageType"), "enum").push("roaming"),
    "+ schema UsageType > enum roaming: yes",
  ],
  [
    "an enum has one value less",
    (copy) => list(schema(copy, "UsageType"), "enum").pop(),
    "- schema UsageType > enum other: yes",
  ],
  [
    "a member is no longer required",
    (copy) => list(schema(copy, "TopupBalance_Create"), "required").pop(),
    "- schema TopupBalance_Create > required partyAccount: yes",
  ],
  [
    "a member is required that was not",
    (copy) => setMember(schema(copy, "Bucket"), "required", ["id"]),
    "+ schema Bucket > required id: yes",
  ],
  [
    "a keyword is added that the mark does not name",
    (copy) => setMember(at(copy, "components", "parameters", "limit", "schema"), "maximum", 1000),
    "+ GET /bucket > query limit > maximum: 1000",
  ],
  [
    "a keyword is added",
    (copy) => setMember(at(schema(copy, "Money"), "properties", "value"), "minimum", 0),
    "+ schema Money > .value > minimum: 0",
  ],
  [
    "a list has another item",
    (copy) =>
      setMember(
        at(schema(copy, "Bucket"), "properties", "product", "items"),
        "$ref",
        "#/x/BucketRef",
      ),
    "~ schema Bucket > .product > items > type: ProductRef -> BucketRef",
  ],
  [
    "a body has another schema",
    (copy) =>
      setMember(
        at(copy, "paths", "/hub", "post", "requestBody", "content", "application/json"),
        "schema",
        { $ref: "#/components/schemas/EventSubscription" },
      ),
    "~ POST /hub > body > application/json > type: EventSubscriptionInput -> EventSubscription",
  ],
  [
    "the base path differs",
    (copy) => setMember(at(copy, "servers", "0"), "url", "/tmf-api/prepay/v5"),
    "~ server > base path: /tmf-api/prepayBalanceManagement/v4 -> /tmf-api/prepay/v5",
  ],
];

/** Without the published file, a single test reports that nothing was compared. */
if (published === undefined) {
  test("without the published file nothing is compared", ({ annotate }) => {
    console.warn(`no comparison: ${publishedPath} is missing. Set TMF654_PUBLISHED_SPEC.`);
    return annotate(`not run: ${publishedPath} is missing`).then(() => undefined);
  });
} else {
  describe("our contract against the published file", () => {
    test("differs only where an erratum says so, and every erratum is true", () => {
      const { unexplained, stale, facts } = compare(published, ourDocument, errata);
      expect(unexplained.map(describeDifference)).toEqual([]);
      expect(stale).toEqual([]);
      expect(facts).toBeGreaterThan(3000);
    });

    test.each(MUTATIONS)("is not equal when %s", (_, breakIt, expected) => {
      const { unexplained } = compareBroken(published, breakIt);
      expect(unexplained.map(describeDifference)).toContain(expected);
    });

    test("is not equal when an addition loses its mark", () => {
      const { unexplained } = compareBroken(published, (copy) => {
        delete at(schema(copy, "TopupBalance"), "properties", "failure")["x-addition"];
      });
      expect(unexplained.map(describeDifference)).toContain(
        "+ schema TopupBalance > .failure: yes",
      );
    });

    test("reports an erratum whose difference is gone", () => {
      const { stale } = compareBroken(published, (copy) => {
        delete at(schema(copy, "Error"), "properties").duplicateOf;
      });
      expect(stale).toEqual([
        'one-error-at-a-time: explains "+ schema Error > .duplicateOf", which is no difference',
        'one-error-at-a-time: explains "+ schema Error > .duplicateOf > **", ' +
          "which is no difference",
      ]);
    });

    test("reports an erratum about a fact that a newer published file has corrected", () => {
      const newerDocument = structuredClone(published) as Tree;
      setMember(at(newerDocument, "definitions", "Bucket"), "required", ["id"]);
      delete at(newerDocument, "definitions", "Quantity", "properties", "amount").default;
      const { stale } = compare(newerDocument, ourDocument, errata);
      expect(stale).toEqual(
        expect.arrayContaining([
          expect.stringContaining('bucket-nothing-required: lacks "schema Bucket > required *"'),
          expect.stringContaining('quantity-default: shows "schema Quantity > .amount > default'),
        ]),
      );
    });

    test("prints each difference with the erratum that explains it, and a verdict", () => {
      const lines = report(compare(published, ourDocument, errata));
      expect(lines).toContain("- server > host: serverRoot  [placeholder-server]");
      expect(lines.at(-1)).toMatch(/ 0 not, 0 stale claims: equal but for the errata$/);
    });
  });
}
