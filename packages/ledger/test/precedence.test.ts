import { describe, expect, test } from "vitest";
import { type ActionKind, refusals } from "../src/index.ts";
import { breaks } from "./breaks.ts";
import { prepare, requests, tryRow } from "./precedence.ts";

const kinds = ["topup", "adjust", "reserve", "transfer"] as const satisfies readonly ActionKind[];
const order: readonly string[] = refusals.map(({ code }) => code);

describe("Refusals: checked in one order; the first refusal that applies is returned", () => {
  for (const kind of kinds) {
    test(`${kind}: the base request breaks nothing`, () => {
      for (const row of breaks[kind]) {
        const decision = prepare(row).post(kind, requests[kind]());
        expect(decision.outcome).toBe("accepted");
      }
    });
    test.each(
      breaks[kind].map((row, index) => [`${row.code}${row.side ? " (receiver)" : ""}`, index]),
    )(`${kind}: %s comes before everything below it`, (_, index) => {
      const { row, decision } = tryRow(kind, Number(index));
      expect(decision.refusal).toMatchObject({ code: row.code });
      expect(decision.refusal?.side).toBe(row.side);
    });
    test(`${kind}: the rows have the order of the table`, () => {
      const places = breaks[kind].map(({ code }) => order.indexOf(code));
      expect(places).toEqual([...places].sort((a, b) => a - b));
    });
  }

  test("no code is listed twice", () => {
    expect(new Set(order).size).toBe(order.length);
  });

  test("every refusal has the HTTP status of the table", () => {
    for (const kind of kinds) {
      for (const index of breaks[kind].keys()) {
        const { refusal } = tryRow(kind, index).decision;
        expect(refusals.find(({ code }) => code === refusal?.code)?.http).toBe(refusal?.http);
      }
    }
  });
});
