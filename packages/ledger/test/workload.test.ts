import { readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { refusals } from "../src/index.ts";
import { anyWorkload, type WorkloadCommand } from "./commands.ts";
import { properties } from "./properties.ts";
import { begin, createRunner } from "./runner.ts";
import { anySetup } from "./workload.ts";

const deep = Number(process.env.TMF654_DEEP ?? 1);
const numRuns =
  properties["the reference model agrees with every result, balance and status"]?.runs ?? 0;
const tally = new Map<string, number>();

const count = (name: string) => tally.set(name, (tally.get(name) ?? 0) + 1);
const nameOf = (command: WorkloadCommand): string =>
  [command.type, "of" in command && command.of, "what" in command && command.what]
    .filter(Boolean)
    .join(" ");

/**
 * A run of the same length as the reference model's. The seed of the run is fixed, so rare cases
 * are always the same.
 */
beforeAll(() => {
  const all = { numRuns: Math.ceil(numRuns * Math.min(1, deep)), seed: 654 };
  for (const [setup, commands] of fc.sample(fc.tuple(anySetup, anyWorkload), all)) {
    const ask = createRunner(begin(setup, { isChecked: false }), setup.bucketSetups);
    for (const command of commands) {
      const result = ask(command);
      if (result === "skip") continue;
      count(nameOf(command));
      for (const [, code = ""] of result.matchAll(/refused (\w+)/g)) count(code);
    }
  }
});

/** A mutation run has a smaller workload, which may miss rare cases. */
function testFrequency(name: string, times: number): void {
  const enough = deep < 1 ? 0 : times;
  expect([name, tally.get(name) ?? 0]).toEqual([name, expect.toSatisfy((n) => n >= enough)]);
}

describe("the reference model's workload", () => {
  test.each(refusals.map(({ code }) => code))("meets %s often", (code) => {
    testFrequency(code, 15);
  });

  const kinds = ["topup", "adjust", "reserve", "transfer"];
  test.each([
    ...[...kinds, "auto", "consume", "spend", "wait"],
    ...["open", "close", "suspend", "resume", "expire", "forfeit"],
  ])("requests to %s often", (type) => {
    testFrequency(type, 200);
  });

  test.each([...kinds, "auto"])("edits, removes and runs each %s often", (kind) => {
    for (const type of ["remove", "due"]) testFrequency(`${type} ${kind}`, 50);
    for (const attribute of [
      ...["description", "validFor", "amount", "recurringPeriod", "numberOfPeriods"],
      ...["paymentMethod", "usageType", "status"],
    ]) {
      testFrequency(`edit ${kind} ${attribute}`, 50);
    }
  });
});

test("the reference model imports nothing from the ledger", () => {
  const files = [
    "reference-model",
    "reference-state",
    "reference-tasks",
    "reference-topups",
    "reference-posts",
  ];
  for (const file of [...files, "reference-edits", "workload", "commands"]) {
    const text = readFileSync(new URL(`./${file}.ts`, import.meta.url), "utf8");
    expect([file, text.match(/from "(\.\.\/|@tmf654)[^"]*"/g)]).toEqual([file, null]);
  }
});
