import { expect, test } from "vitest";
import { emitErrata } from "./errata.ts";

const entry = (about: string): string =>
  `- {id: x, about: ${about}, title: "A title", published: "It is so", decision: "We do.", ` +
  `explains: ["- server > host"]}`;

test("an erratum becomes a section of its group", () => {
  const page = emitErrata(entry("amounts"))["docs/reference/errata.md"] ?? "";
  expect(page).toContain("## Amounts\n\n### A title\n\n`x`. It is so.\n\n**Here:** We do.\n");
  expect(page).toContain("Explains `- server > host`.");
});

test("an erratum with an unknown group throws", () => {
  expect(() => emitErrata(entry("weather"))).toThrow('errata with an unknown "about": x');
});
