/** The cost of exact amounts, against floats, which are inexact, and against big.js. */
import { add, findUnit, fromSteps, money, quantity, toSteps, type Unit } from "@tmf654/quantity";
import { type Bench, compare, type Result, type Row } from "./harness.ts";
import { importPeer } from "./peers.ts";

interface Big {
  plus(other: Big): Big;
}

/** A thousand two-decimal amounts, the same in every run. */
const values = Array.from({ length: 1000 }, (_, index) => ((index * 7919) % 9973) / 100);
const euros = values.map((value) => money(value, "EUR"));
const eur = findUnit("EUR") as Unit;

/** Plain loops: a callback for each item would cost more than adding a float does. */
const candidates = {
  addFloats: () => {
    let sum = 0;
    for (const value of values) sum += value;
    return sum;
  },
  addExact: () => {
    let sum = money(0, "EUR");
    for (const value of euros) sum = add(sum, value);
    return sum;
  },
  readExact: () => {
    let sum = money(0, "EUR");
    for (const value of values) sum = add(sum, money(value, "EUR"));
    return sum;
  },
  mixUnits: () => {
    let sum = quantity(0, "GB");
    for (const value of values) sum = add(sum, quantity(Math.floor(value), "MB"));
    return sum;
  },
  toSteps: () => {
    let sum = 0;
    for (const value of values) {
      const stepsResult = toSteps(value, eur);
      if (stepsResult.ok) sum += stepsResult.steps;
    }
    return sum;
  },
  fromSteps: () => {
    let sum = 0;
    for (const value of values) sum += fromSteps(Math.round(value * 1e6), eur).amount;
    return sum;
  },
  findUnit: () => {
    let sum = 0;
    for (const _ of values) sum += findUnit("GB")?.stepsPerUnit ?? 0;
    return sum;
  },
};

async function run(): Promise<readonly Row[]> {
  const peer = await importPeer("big.js");
  const big = (peer.default ?? peer.Big) as (value: number) => Big;
  const bigs = values.map((value) => big(value));
  const addBig = () => {
    let sum = big(0);
    for (const value of bigs) sum = sum.plus(value);
    return sum;
  };
  const readBig = () => {
    let sum = big(0);
    for (const value of values) sum = sum.plus(big(value));
    return sum;
  };
  const allCandidates = { ...candidates, addBig, readBig };
  const results = await compare(allCandidates, { base: "addFloats", calls: 20 });
  const exactResults = await compare(
    { addBig, addExact: candidates.addExact },
    { base: "addExact", calls: 50 },
  );
  const readResults = await compare(
    { readBig, readExact: candidates.readExact },
    { base: "readExact", calls: 50 },
  );
  return [
    toTimesRow("exact add / float add", results.addExact, { atMost: 15 }),
    toTimesRow("big.js add / exact add", exactResults.addBig, { atLeast: 10 }),
    toTimesRow("big.js read and add / exact read and add", readResults.readBig),
    toTimesRow("exact read and add / float add", results.readExact),
    toTimesRow("exact read MB and add to GB / float add", results.mixUnits),
    toTimesRow("toSteps / float add", results.toSteps),
    toTimesRow("fromSteps / float add", results.fromSteps),
    toTimesRow("findUnit / float add", results.findUnit),
  ];
}

type Limits = Pick<Row, "atMost" | "atLeast">;

const toTimesRow = (name: string, result: Result | undefined, limits: Limits = {}): Row => ({
  name,
  value: result?.ratio ?? Number.NaN,
  unit: "×",
  note: `${((result?.nanoseconds ?? Number.NaN) / values.length).toFixed(1)} ns here`,
  ...limits,
});

export const bench: Bench = { title: "Exact amounts", run };
