import { expect, test } from "vitest";
import type { OpenApiDocument, SchemaObject } from "./document.ts";
import { emitValidators } from "./validators.ts";

const text: SchemaObject = { type: "string" };
const object = (properties: Record<string, SchemaObject>): SchemaObject => ({
  type: "object",
  properties,
});
const ref = (name: string): SchemaObject => ({ $ref: `#/components/schemas/${name}` });

const schemas: Record<string, SchemaObject> = {
  Apple: object({ apple: text }),
  Pear: object({ pear: text }),
  AppleBox: object({ id: text, held: ref("Apple") }),
  PearBox: object({ id: text, held: ref("Pear") }),
  PearCrate: object({ id: text, held: ref("Pear") }),
  PearPile: object({ held: ref("Pear") }),
  Picky: { ...object({ id: text, held: ref("Pear") }), required: ["id"] },
  Dated: object({ id: { ...text, format: "date-time" }, held: ref("Pear") }),
  Mixed: object({ id: text, held: ref("Pear"), other: ref("Apple") }),
};

const files = emitValidators({ components: { schemas } } as unknown as OpenApiDocument);
const module = (name: string): string =>
  files[`packages/validation/src/generated/${name}.ts`] ?? "no such file";

test("schemas that differ only in one nested schema share a check that takes the nested check", () => {
  expect(module("apple-box")).toContain("checkAppleBoxWith(value, max, checkApple)");
  expect(module("apple-box")).toContain('found = addNested(found, "held", check(v, max))');
  expect(module("pear-box")).toContain("checkAppleBoxWith(value, max, checkPear)");
  expect(module("pear-box")).not.toContain("addNested(");
});

test("schemas that differ only in name share one check", () => {
  expect(module("pear-crate")).toContain("checkPearBox as checkPearCrate");
});

test("a schema with a shape of its own has its own check", () => {
  expect(module("pear-pile")).toContain("export function checkPearPile(");
  expect(module("mixed")).toContain("export function checkMixed(");
  expect(module("picky")).toContain("export function checkPicky(");
  expect(module("dated")).toContain("export function checkDated(");
});
