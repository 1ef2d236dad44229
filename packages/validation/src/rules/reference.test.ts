import { expect, test } from "vitest";
import { isUsableId } from "./reference.ts";

test.each(["b1", "a/b", "a b", "...", ".b", "\u{1f600}", "0.0.0.1+-balance_group+106463"])(
  "the id %j is usable: its path leads back to it",
  (id) => {
    expect(isUsableId(id)).toBe(true);
    const { pathname } = new URL(`http://host/${encodeURIComponent(id)}`);
    expect(decodeURIComponent(pathname.slice(1))).toBe(id);
  },
);

test.each(["", " ", ".", "..", "%2e", "%2E.", "a\u0000b", "\u007f", "\u0085", "\ud83d"])(
  "the id %j is not usable",
  (id) => {
    expect(isUsableId(id)).toBe(false);
  },
);
