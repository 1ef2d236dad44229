import { expect, test } from "vitest";
import { PostingLog } from "./posting-log.ts";

const createPosting = (bucketId = "b1") =>
  ({
    from: "payment",
    to: { bucketId, part: "spendable" },
    dimension: "data",
    steps: 1,
    actionId: undefined,
  }) as const;
const sequencesOf = (log: PostingLog) => [...log.latestFirst()].map(({ sequence }) => sequence);

test("the latest postings are first, each with its origin", () => {
  const log = new PostingLog();
  const origin = { number: undefined as number | undefined };
  log.add([createPosting()], "open", 1);
  log.runWithOrigin(origin, () => log.add([createPosting(), createPosting()], "topup", 2));
  origin.number = 7;
  log.add([createPosting()], "forfeit", 3);
  expect(
    [...log.latestFirst()].map((each) => [each.sequence, each.at, each.origin?.number]),
  ).toEqual([
    [4, 3, undefined],
    [3, 2, 7],
    [2, 2, 7],
    [1, 1, undefined],
  ]);
  log.forgetRequests();
  expect([...log.latestFirst()].some((each) => each.origin?.number)).toBe(false);
});

test("an error in a command ends its origin", () => {
  const log = new PostingLog();
  const fail = () => {
    throw new Error("no");
  };
  expect(() => log.runWithOrigin({ number: 1 }, fail)).toThrow("no");
  log.add([createPosting()], "open", 1);
  expect([...log.latestFirst()][0]?.origin).toBeUndefined();
});

test("the oldest postings are removed first, by number and by the length of ids", () => {
  const log = new PostingLog();
  for (let n = 1; n <= 25_000; n += 1) log.add([createPosting()], "topup", n);
  expect(sequencesOf(log)).toHaveLength(10_000);
  expect(sequencesOf(log).at(-1)).toBe(15_001);
  for (let n = 1; n <= 10; n += 1) log.add([createPosting("x".repeat(1_048_576))], "topup", n);
  expect(sequencesOf(log)).toEqual([25_010, 25_009, 25_008, 25_007]);
  log.add([createPosting()], "topup", 1);
  expect(sequencesOf(log)).toHaveLength(4);
});

test("undone postings are removed, and the others stay", () => {
  const log = new PostingLog();
  log.add([createPosting()], "open", 1);
  const savedPostings = log.save();
  log.add([createPosting(), createPosting()], "open", 2);
  log.load(savedPostings);
  expect(sequencesOf(log)).toEqual([1]);
  log.add([createPosting()], "open", 3);
  expect(sequencesOf(log)).toEqual([2, 1]);
  log.clear();
  expect(sequencesOf(log)).toEqual([]);
});
