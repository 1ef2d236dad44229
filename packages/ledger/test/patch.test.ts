import { describe, expect, test } from "vitest";
import { type ActionKind, explain, requestableStatuses } from "../src/index.ts";
import { a, bodies, kinds, openLedger, startAction } from "./start-action.ts";
import { eur, idOf, summarize } from "./test-ledger.ts";

describe("PATCH: status", () => {
  for (const kind of kinds) {
    for (const status of ["created", "completed"] as const) {
      if (kind === "transfer") continue;
      test(`${kind}: naming the current status (${status}) changes nothing`, () => {
        const { ledger, id } = startAction(kind, status);
        expect(ledger.patch(kind, id, { status })).toMatchObject({
          outcome: "unchanged",
          changes: [],
        });
      });
    }
    test(`${kind}: asking for failed is 400`, () => {
      const { ledger, id } = startAction(kind, "completed");
      const { refusal } = ledger.patch(kind, id, { status: "failed" });
      expect(refusal).toMatchObject({ code: "statusNotRequestable", path: "status", http: 400 });
    });
  }

  test.each(["topup", "adjust"] as const)("%s: a client cannot request completed", (kind) => {
    expect(requestableStatuses[kind]).toEqual(["cancelled"]);
    const { ledger, id } = startAction(kind, "created");
    const { refusal } = ledger.patch(kind, id, { status: "completed" });
    expect(refusal && explain(refusal)).toBe(`${kind}: status "completed" cannot be requested`);
  });

  test.each(["topup", "adjust"] as const)(
    "%s: cancelling a finished action is 409 actionClosed",
    (kind) => {
      const { ledger, id } = startAction(kind, "completed");
      const { refusal } = ledger.patch(kind, id, { status: "cancelled" });
      expect(refusal).toMatchObject({ code: "actionClosed", http: 409 });
    },
  );

  test.each([
    ["topup", { status: "created" }, "actionClosed"],
    ["adjust", { status: "created", reason: "x" }, "actionClosed"],
    ["reserve", { status: "created" }, "reservationClosed"],
    ["reserve", { status: "created", amount: eur(4) }, "reservationClosed"],
  ] as const)("%s: %j for a completed action is 409 %s", (kind, body, code) => {
    const { ledger, id } = startAction(kind, "completed");
    expect(ledger.patch(kind, id, body).refusal).toMatchObject({ code, http: 409 });
  });

  test("status in a transfer's PATCH is 400, current or not, and the message names DELETE", () => {
    const { ledger, id } = startAction("transfer", "created");
    for (const status of ["cancelled", "created"]) {
      const { refusal } = ledger.patch("transfer", id, { status });
      expect(refusal).toMatchObject({ code: "statusNotRequestable", http: 400 });
      expect(refusal?.detail?.remedy).toContain("DELETE");
    }
  });
});

interface PatchRow {
  readonly kind: ActionKind;
  readonly status: "created" | "completed";
  readonly attribute: string;
  readonly value: unknown;
  readonly isAllowed: boolean;
}

describe("PATCH: what may change", () => {
  const channel = { id: "web" };
  const requestor = { id: "r", "@referredType": "Individual" };
  const relatedParty = [requestor];
  const rows: PatchRow[] = [];
  for (const kind of kinds) {
    for (const status of ["created", "completed"] as const) {
      const isOpen = status === "created";
      const isTransfer = kind === "transfer";
      rows.push({ kind, status, attribute: "reason", value: "because", isAllowed: true });
      rows.push({ kind, status, attribute: "description", value: "text", isAllowed: !isTransfer });
      rows.push({ kind, status, attribute: "channel", value: channel, isAllowed: isOpen });
      rows.push({ kind, status, attribute: "requestor", value: requestor, isAllowed: isOpen });
      rows.push({
        kind,
        status,
        attribute: "relatedParty",
        value: relatedParty,
        isAllowed: isOpen && !isTransfer,
      });
      const validFor = { endDateTime: "2031-01-01T00:00:00Z" };
      rows.push({
        kind,
        status,
        attribute: "validFor",
        value: validFor,
        isAllowed: isOpen && kind === "reserve",
      });
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
        rows.push({ kind, status, attribute, value, isAllowed: false });
      }
      if (kind !== "reserve")
        rows.push({ kind, status, attribute: "amount", value: eur(2), isAllowed: false });
    }
  }
  test.each(rows)("$kind, $status: $attribute = $value", (row) => {
    const { kind, status, attribute, value, isAllowed } = row;
    const { ledger, id } = startAction(kind, status);
    const decision = ledger.patch(kind, id, { [attribute]: value });
    if (isAllowed) {
      expect(summarize(decision)).toBe("accepted");
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
      const { ledger, id } = startAction(kind, status);
      const { status: _, ...resource } = ledger.action(id);
      const decision = ledger.patch(
        kind,
        id,
        kind === "transfer" ? resource : { ...resource, status },
      );
      expect(decision.outcome).toBe("unchanged");
    }
  });

  test("a failed action can be sent back unchanged, and can get a reason", () => {
    const ledger = openLedger();
    const id = idOf(ledger.post("reserve", { ...a, amount: eur(99) }));
    const resource = ledger.action(id) as Record<string, unknown>;
    expect(ledger.patch("reserve", id, resource).outcome).toBe("unchanged");
    ledger.patch("reserve", id, { ...resource, reason: "typing error" });
    expect(ledger.action(id)).toMatchObject({
      reason: "typing error",
      failure: { code: "insufficientBalance" },
    });
  });

  test.each([
    ["another dimension", eur(1), { amount: 1, units: "SMS" }],
    ["another currency", eur(1), { amount: 1, units: "USD" }],
    ["another unknown unit", { amount: 1, units: "x" }, { amount: 1, units: "y" }],
  ])("the same number in %s is refused as another amount", (_, amount, other) => {
    const ledger = openLedger();
    const id = idOf(ledger.post("topup", { ...bodies.topup, amount }));
    expect(summarize(ledger.patch("topup", id, { amount: other }))).toBe(
      "refused attributeNotPatchable",
    );
    expect(summarize(ledger.patch("topup", id, { amount }))).toBe("unchanged");
  });

  test("the same amount in another unit changes nothing", () => {
    const ledger = openLedger();
    ledger.open("data", { usageType: "data", remainingValue: { amount: 1, units: "GB" } });
    const body = { bucket: { id: "data" }, amount: { amount: 1, units: "GB" } };
    const id = idOf(ledger.post("adjust", body));
    const amount = { amount: 1024, units: "MB" };
    expect(summarize(ledger.patch("adjust", id, { amount }))).toBe("unchanged");
  });

  test("a patch that changes nothing does not check the original request again", () => {
    const ledger = openLedger();
    const extra = { ...bodies.transfer, validFor: { endDateTime: "tomorrow" } };
    const id = idOf(ledger.post("transfer", extra as never));
    expect(summarize(ledger.patch("transfer", id, {}))).toBe("unchanged");
  });

  test("a PATCH is a merge patch: objects merge, null removes, arrays are replaced", () => {
    const { ledger, id } = startAction("topup", "created");
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
    const { ledger, id } = startAction("topup", "completed");
    const { refusal } = ledger.patch("topup", id, { voucher: "v", usageType: "data", reason: "r" });
    expect(refusal?.detail?.attributes).toBe("voucher, usageType");
  });

  test("edits sent together with a status are applied with the status, or not at all", () => {
    const { ledger, id } = startAction("reserve", "created");
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
