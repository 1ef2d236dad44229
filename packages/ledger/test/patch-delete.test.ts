import { describe, expect, test } from "vitest";
import { type ActionKind, canBecome, requestable, transitions } from "../src/index.ts";
import { createLedger, DAY, eur, HOUR, idOf, type Ledger, START, short } from "./kit.ts";

const a = { bucket: { id: "a" }, usageType: "monetary" } as const;
const bodies = {
  topup: { ...a, amount: eur(1) },
  adjust: { ...a, amount: eur(1) },
  reserve: { ...a, amount: eur(1) },
  transfer: { ...a, amount: eur(1), receiverBucket: { id: "b" } },
} as const;
const kinds = Object.keys(bodies) as ActionKind[];

const delayMs = { topup: HOUR, adjust: HOUR, transfer: HOUR };
const prepared = (options = {}) => {
  const ledger = createLedger(options);
  ledger.open("a", { remainingValue: eur(20), partyAccount: { id: "pa1" } });
  ledger.open("b");
  return ledger;
};
/** An action that is open, or completed. */
const started = (kind: ActionKind, status: "created" | "completed") => {
  const ledger = prepared(status === "created" ? { delayMs } : {});
  const id = idOf(ledger.post(kind, bodies[kind]));
  if (kind === "reserve" && status === "completed") ledger.patch(kind, id, { status });
  expect(ledger.action(id).status).toBe(status);
  return { ledger, id };
};

type Go = (ledger: Ledger, id: string) => unknown;
type Way = [kind: ActionKind, status: string, by: string, go: Go];

describe("§2 Transitions are data", () => {
  test("created leads to the three final ones, and nothing leads on", () => {
    expect(transitions).toEqual({
      created: ["completed", "failed", "cancelled"],
      completed: [],
      failed: [],
      cancelled: [],
    });
    expect(canBecome("created", "failed")).toBe(true);
    expect(canBecome("failed", "created")).toBe(false);
  });

  const ways: Way[] = [
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
    ...(["topup", "adjust", "transfer"] as const).map((kind): Way => {
      const go: Go = (ledger) => {
        ledger.run({ type: "expire", bucketId: "a" });
        ledger.advanceTo(START + HOUR);
      };
      return [kind, "failed", "a refusal when its delay has passed", go];
    }),
  ];
  test.each(ways)("%s becomes %s by %s", (kind, status, _, go) => {
    const { ledger, id } = started(kind, "created");
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

describe("§2 PATCH: status", () => {
  for (const kind of kinds) {
    for (const status of ["created", "completed"] as const) {
      if (kind === "transfer") continue;
      test(`${kind}: naming the current status (${status}) changes nothing`, () => {
        const { ledger, id } = started(kind, status);
        expect(ledger.patch(kind, id, { status })).toMatchObject({
          outcome: "replayed",
          changes: [],
        });
      });
    }
    test.each(["failed", "created"])(`${kind}: asking for %s is 400`, (status) => {
      const { ledger, id } = started(kind, "completed");
      const { refusal } = ledger.patch(kind, id, { status });
      expect(refusal).toMatchObject({ code: "statusNotRequestable", path: "status", http: 400 });
    });
  }

  test.each(["topup", "adjust"] as const)("%s: completed is not for a client to ask", (kind) => {
    expect(requestable[kind]).toEqual(["cancelled"]);
    const { ledger, id } = started(kind, "created");
    expect(ledger.patch(kind, id, { status: "completed" }).refusal?.code).toBe(
      "statusNotRequestable",
    );
  });

  test.each(["topup", "adjust"] as const)(
    "%s: cancelling a finished one is 409 actionClosed",
    (kind) => {
      const { ledger, id } = started(kind, "completed");
      const { refusal } = ledger.patch(kind, id, { status: "cancelled" });
      expect(refusal).toMatchObject({ code: "actionClosed", http: 409 });
    },
  );

  test("status in a transfer's PATCH is 400, current or not, and the message names DELETE", () => {
    const { ledger, id } = started("transfer", "created");
    for (const status of ["cancelled", "created"]) {
      const { refusal } = ledger.patch("transfer", id, { status });
      expect(refusal).toMatchObject({ code: "statusNotRequestable", http: 400 });
      expect(refusal?.detail?.remedy).toContain("DELETE");
    }
  });
});

describe("§2 PATCH: what may change", () => {
  const channel = { id: "web" };
  const requestor = { id: "r", "@referredType": "Individual" };
  const relatedParty = [requestor];
  const rows: [ActionKind, "created" | "completed", string, unknown, boolean][] = [];
  for (const kind of kinds) {
    for (const status of ["created", "completed"] as const) {
      const isOpen = status === "created";
      const isTransfer = kind === "transfer";
      rows.push([kind, status, "reason", "because", true]);
      rows.push([kind, status, "description", "text", !isTransfer]);
      rows.push([kind, status, "channel", channel, isOpen]);
      rows.push([kind, status, "requestor", requestor, isOpen]);
      rows.push([kind, status, "relatedParty", relatedParty, isOpen && !isTransfer]);
      const validFor = { endDateTime: "2031-01-01T00:00:00Z" };
      rows.push([kind, status, "validFor", validFor, isOpen && kind === "reserve"]);
      for (const [attribute, value] of [
        ["usageType", "data"],
        ["bucket", { id: "b" }],
        ["voucher", "v"],
        ["id", "another"],
        ["confirmationDate", "2030-01-01T00:00:00Z"],
        ["anExtension", 1],
        ["paymentMethod", { id: "pm" }],
        ["numberOfPeriods", 2],
        ["recurringPeriod", "weekly"],
      ] as const) {
        rows.push([kind, status, attribute, value, false]);
      }
      if (kind !== "reserve") rows.push([kind, status, "amount", eur(2), false]);
    }
  }
  test.each(rows)("%s, %s: %s = %j", (kind, status, attribute, value, isAllowed) => {
    const { ledger, id } = started(kind, status);
    const decision = ledger.patch(kind, id, { [attribute]: value });
    if (isAllowed) {
      expect(short(decision)).toBe("accepted");
      expect(ledger.action(id)).toMatchObject({ [attribute]: value, status });
    } else {
      expect(decision).toMatchObject({
        outcome: "refused",
        changes: [],
        refusal: { code: "attributeNotPatchable", http: 400, path: attribute },
      });
    }
  });

  test.each(kinds)("%s: sending the resource back as it was changes nothing", (kind) => {
    for (const status of ["created", "completed"] as const) {
      const { ledger, id } = started(kind, status);
      const { status: _, ...resource } = ledger.action(id);
      const decision = ledger.patch(
        kind,
        id,
        kind === "transfer" ? resource : { ...resource, status },
      );
      expect(decision.outcome).toBe("replayed");
    }
  });

  test("a failed action too can be sent back, and be given a reason", () => {
    const ledger = prepared();
    const id = idOf(ledger.post("reserve", { ...a, amount: eur(99) }));
    const resource = ledger.action(id) as Record<string, unknown>;
    expect(ledger.patch("reserve", id, resource).outcome).toBe("replayed");
    ledger.patch("reserve", id, { ...resource, reason: "typing error" });
    expect(ledger.action(id)).toMatchObject({
      reason: "typing error",
      failure: { code: "insufficientBalance" },
    });
  });

  test("it is a merge patch: objects merge, null removes, arrays are replaced", () => {
    const { ledger, id } = started("topup", "created");
    ledger.patch("topup", id, { channel: { id: "web", name: "Web" }, description: "x" });
    ledger.patch("topup", id, { channel: { name: null, role: "shop" }, description: null });
    const action = ledger.action(id);
    expect(action.channel).toEqual({ id: "web", role: "shop" });
    expect(action).not.toHaveProperty("description");
    const __proto__ = JSON.parse('{"channel": {"__proto__": {"polluted": true}}}');
    ledger.patch("topup", id, __proto__);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test("every attribute that may not change is named", () => {
    const { ledger, id } = started("topup", "completed");
    const { refusal } = ledger.patch("topup", id, { voucher: "v", usageType: "data", reason: "r" });
    expect(refusal?.detail?.attributes).toBe("voucher, usageType");
  });

  test("edits that come with a status are made with it, or not at all", () => {
    const { ledger, id } = started("reserve", "created");
    const refused = ledger.patch("reserve", id, {
      status: "completed",
      amount: eur(99),
      reason: "x",
    });
    expect(refused.outcome).toBe("refused");
    expect(ledger.action(id)).not.toHaveProperty("reason");
    ledger.patch("reserve", id, { status: "completed", reason: "x", channel: { id: "web" } });
    expect(ledger.action(id)).toMatchObject({ reason: "x", channel: { id: "web" } });
  });
});

describe("§2 PATCH: an auto-top-up parent", () => {
  const auto = { isAutoTopup: true, recurringPeriod: "weekly", numberOfPeriods: 5 } as const;
  const parent = () => {
    const ledger = prepared();
    return { ledger, id: idOf(ledger.post("topup", { ...bodies.topup, ...auto })) };
  };

  test("another amount counts from the next execution", () => {
    const { ledger, id } = parent();
    ledger.patch("topup", id, { amount: eur(3), paymentMethod: { id: "pm_2" } });
    expect(ledger.action(id)).toMatchObject({ amount: eur(3), paymentMethod: { id: "pm_2" } });
    ledger.advanceTo(START + 7 * DAY);
    expect(ledger.remaining("a")).toBe(24e6);
    const child = [...ledger.state.action.values()].at(-1);
    expect(child).toMatchObject({ amount: eur(3), steps: 3e6 });
  });

  test("fewer periods than done complete it; none go on until cancelled", () => {
    const { ledger, id } = parent();
    ledger.patch("topup", id, { numberOfPeriods: null });
    ledger.advanceTo(START + 70 * DAY);
    expect(ledger.remaining("a")).toBe(31e6);
    ledger.patch("topup", id, { numberOfPeriods: 2 });
    expect(ledger.action(id)).toMatchObject({ status: "completed", numberOfPeriods: 2 });
  });

  test("another period counts from the last execution", () => {
    const { ledger, id } = parent();
    ledger.advanceTo(START + 8 * DAY);
    ledger.patch("topup", id, { recurringPeriod: "fortnightly" });
    expect(ledger.state.action.get(id)?.dueAt).toBe(START + 21 * DAY);
    ledger.advanceTo(START + 21 * DAY);
    expect(ledger.state.action.get(id)?.dueAt).toBe(START + 35 * DAY);
    ledger.patch("topup", id, { reason: "r" });
    expect(ledger.state.action.get(id)?.dueAt).toBe(START + 35 * DAY);
  });

  test.each([
    ["numberOfPeriods", 0, "autoTopupInvalid", 400],
    ["recurringPeriod", null, "autoTopupInvalid", 400],
    ["paymentMethod", { id: "tx", "@type": "PaymentTransaction" }, "autoTopupInvalid", 400],
    ["amount", { amount: 1, units: "MB" }, "unitMismatch", 409],
    ["amount", eur(-1), "amountNotPositive", 409],
    ["amount", { amount: 1 }, "quantityIncomplete", 400],
    ["amount", eur(0.000_000_1), "amountInexact", 400],
  ])("%s = %j is refused: %s", (attribute, value, code, http) => {
    const { ledger, id } = parent();
    expect(ledger.patch("topup", id, { [attribute]: value })).toMatchObject({
      changes: [],
      refusal: { code, http },
    });
  });
});

describe("§2 DELETE", () => {
  test.each(kinds)("%s: of a finished one removes the record and never moves money", (kind) => {
    const { ledger, id } = started(kind, "completed");
    const before = ledger.remaining("a");
    const decision = ledger.remove(kind, id);
    expect(short(decision)).toBe("accepted");
    expect(decision.postings).toEqual([]);
    expect(ledger.remaining("a")).toBe(before);
    // The history keeps the entry, with the status it had.
    expect(ledger.state.action.get(id)).toMatchObject({ status: "completed", deleted: true });
    for (const again of [ledger.remove(kind, id), ledger.patch(kind, id, { reason: "r" })]) {
      expect(again.refusal).toMatchObject({ code: "actionNotFound", http: 404 });
    }
  });

  test("an id of another kind, or of nothing, is not found", () => {
    const { ledger, id } = started("topup", "completed");
    for (const [kind, other] of [
      ["adjust", id],
      ["topup", "nothing"],
    ] as const) {
      expect(ledger.remove(kind, other).refusal?.code).toBe("actionNotFound");
      expect(ledger.patch(kind, other, {}).refusal?.code).toBe("actionNotFound");
    }
  });
});

describe("§2 Refusals: task and reject", () => {
  test("task: a failed action is recorded, the balance untouched, a Failure told", () => {
    const ledger = prepared();
    const decision = ledger.post("reserve", { ...a, amount: eur(99), reason: "mine" });
    expect(short(decision)).toBe("refused insufficientBalance Failure");
    expect(decision.postings).toEqual([]);
    expect(ledger.action(idOf(decision))).toMatchObject({
      status: "failed",
      amount: eur(99),
      // `reason` stays the requestor's.
      reason: "mine",
      failure: { code: "insufficientBalance", message: "needs €99.00, €20.00 can be spent" },
      confirmationDate: "2030-01-15T12:00:00.000Z",
    });
  });

  test("reject: nothing is recorded", () => {
    const decision = prepared({ refusals: "reject" }).post("reserve", { ...a, amount: eur(99) });
    expect(decision).toMatchObject({
      outcome: "refused",
      result: undefined,
      changes: [],
      notices: [],
      refusal: { code: "insufficientBalance", http: 409 },
    });
  });
});
