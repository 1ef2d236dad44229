import { expect, test } from "vitest";
import { compileProjection } from "./project.ts";

const resource = {
  id: "1",
  href: "/1",
  name: "n",
  remainingValue: { amount: 1, units: "GB" },
  product: [{ id: "p1", name: "a" }, { id: "p2" }],
};

test.each<[string[], object]>([
  [[], {}],
  [["name"], { name: "n" }],
  [["remainingValue.amount"], { remainingValue: { amount: 1 } }],
  [["product.id"], { product: [{ id: "p1" }, { id: "p2" }] }],
  [["product.id", "product"], { product: resource.product }],
  [["product", "product.id"], { product: resource.product }],
  [["name.first", "status"], { name: "n" }],
  [["__proto__.x", "constructor"], {}],
])("%j keeps id, href and the named members", (fields, rest) => {
  expect(compileProjection(fields)(resource)).toEqual({ id: "1", href: "/1", ...rest });
});
