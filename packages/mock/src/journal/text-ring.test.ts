import fc from "fast-check";
import { expect, test } from "vitest";
import { TextRing } from "./text-ring.ts";

const bytesOf = (texts: readonly string[]): number => Buffer.byteLength(texts.join(""));

test("a ring has the latest records, whole, within its records and bytes", () => {
  const text = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 60 }),
    fc.integer({ min: 0, max: 90_000 }).map((length) => "é".repeat(length)),
  );
  const record = fc.tuple(text, text).map(([one, other]) => [`${one}.`, other]);
  fc.assert(
    fc.property(
      fc.array(record, { maxLength: 60 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 100, max: 400_000 }),
      (pushed, maxRecords, maxBytes) => {
        const ring = new TextRing(maxRecords, maxBytes);
        const taken = pushed.filter((texts) => ring.push(...texts));
        expect(taken).toEqual(pushed.filter((texts) => bytesOf(texts) <= maxBytes));
        const kept = ring.records();
        expect(kept).toEqual(taken.slice(taken.length - kept.length));
        const bytes = kept.reduce((sum, texts) => sum + bytesOf(texts), 0);
        expect(bytes).toBeLessThanOrEqual(maxBytes);
        expect(kept.length).toBeLessThanOrEqual(maxRecords);
        // One more record of the largest size may be missing at the end of the block.
        const largest = Math.max(0, ...taken.map(bytesOf));
        if (kept.length < Math.min(taken.length, maxRecords)) {
          expect(bytes).toBeGreaterThan(maxBytes - 2 * largest);
        }
        ring.clear();
        expect(ring.records()).toEqual([]);
      },
    ),
    { numRuns: 300, seed: 654 },
  );
});

test("a ring removes thousands of records one after the other", () => {
  const ring = new TextRing(3, 1000);
  for (let n = 0; n < 5000; n += 1) ring.push(`${n}`);
  expect(ring.records()).toEqual([["4997"], ["4998"], ["4999"]]);
});
