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
  Mixed: object({ id: text, held: ref("Pear"), other: ref("Apple") }),
};

const files = emitValidators({ components: { schemas } } as unknown as OpenApiDocument);
const module = (name: string): string =>
  files[`packages/validation/src/generated/${name}.ts`] ?? "no such file";

test("schemas that differ in one inner schema alone share a check made around it", () => {
  expect(module("apple-box")).toContain("checkAppleBoxAround(checkApple)");
  expect(module("apple-box")).toContain('found = under(found, "held", check(v, max))');
  expect(module("pear-box")).toContain("checkAppleBoxAround(checkPear)");
  expect(module("pear-box")).not.toContain("under(");
});

test("schemas that differ in name alone share the check itself", () => {
  expect(module("pear-crate")).toContain("checkPearBox as checkPearCrate");
});

test("schemas with a shape of their own are checked straight on", () => {
  expect(module("pear-pile")).toContain("export function checkPearPile(");
  expect(module("mixed")).toContain("export function checkMixed(");
});
