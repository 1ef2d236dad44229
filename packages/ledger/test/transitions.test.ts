import { describe, expect, test } from "vitest";
import { type ActionKind, canChangeStatus, transitions } from "../src/index.ts";
import { kinds, startAction } from "./start-action.ts";
import { HOUR, type Ledger, START } from "./test-ledger.ts";

type Go = (ledger: Ledger, id: string) => unknown;
type TransitionCase = [kind: ActionKind, status: string, by: string, go: Go];

describe("Transitions are data", () => {
  test("created can become each final status, and a final status never changes", () => {
    expect(transitions).toEqual({
      created: ["completed", "failed", "cancelled"],
      completed: [],
      failed: [],
      cancelled: [],
    });
    expect(canChangeStatus("created", "failed")).toBe(true);
    expect(canChangeStatus("failed", "created")).toBe(false);
  });

  const ways: TransitionCase[] = [
    ["topup", "completed", "the delay", (ledger) => ledger.advanceTo(START + HOUR)],
    ["adjust", "completed", "the delay", (ledger) => ledger.advanceTo(START + HOUR)],
    ["transfer", "completed", "the delay", (ledger) => ledger.advanceTo(START + HOUR)],
    [
      "topup",
      "cancelled",
      "PATCH",
      (ledger, id) => ledger.patch("topup", id, { status: "cancelled" }),
    ],
    [
      "adjust",
      "cancelled",
      "PATCH",
      (ledger, id) => ledger.patch("adjust", id, { status: "cancelled" }),
    ],
    ["topup", "cancelled", "DELETE", (ledger, id) => ledger.remove("topup", id)],
    ["adjust", "cancelled", "DELETE", (ledger, id) => ledger.remove("adjust", id)],
    ["transfer", "cancelled", "DELETE", (ledger, id) => ledger.remove("transfer", id)],
    [
      "reserve",
      "completed",
      "consume",
      (ledger, id) => ledger.patch("reserve", id, { status: "completed" }),
    ],
    [
      "reserve",
      "cancelled",
      "release",
      (ledger, id) => ledger.patch("reserve", id, { status: "cancelled" }),
    ],
    ["reserve", "cancelled", "DELETE", (ledger, id) => ledger.remove("reserve", id)],
    [
      "reserve",
      "cancelled",
      "expiry",
      (ledger, id) => {
        ledger.patch("reserve", id, { validFor: { endDateTime: "2030-01-15T13:00:00Z" } });
        ledger.advanceTo(START + HOUR);
      },
    ],
    ...(["topup", "adjust", "transfer"] as const).map((kind): TransitionCase => {
      const go: Go = (ledger) => {
        ledger.run({ type: "expire", bucketId: "a" });
        ledger.advanceTo(START + HOUR);
      };
      return [kind, "failed", "a refusal when its delay has passed", go];
    }),
  ];
  test.each(ways)("%s becomes %s by %s", (kind, status, _, go) => {
    const { ledger, id } = startAction(kind, "created");
    go(ledger, id);
    expect(ledger.state.action.get(id)).toMatchObject({ status, confirmedAt: ledger.now() });
  });

  test("every transition of every kind is tried by name", () => {
    const tried = new Set(ways.map(([kind, status]) => `${kind} ${status}`));
    const all = kinds.flatMap((kind) => transitions.created.map((status) => `${kind} ${status}`));
    // A reservation has no delay in which it could fail: it is refused at once or not at all.
    expect(all.filter((name) => !tried.has(name))).toEqual(["reserve failed"]);
  });
});
