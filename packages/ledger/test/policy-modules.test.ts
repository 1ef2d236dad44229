import { describe, expect, test } from "vitest";
import {
  type ActionBody,
  apply,
  type DecisionContext,
  decide,
  decideTopup,
  decideTransfer,
  defaultPolicy,
  emptyState,
  type Policy,
  type PolicyModules,
  viewOf,
} from "../src/index.ts";
import * as policies from "../src/policies.ts";
import { eur, mb, START } from "./test-ledger.ts";

const { allPolicies } = policies;

/** A ledger with one bucket, and a context with these modules. */
function openLedger(policy: Partial<Policy>, modules?: PolicyModules) {
  const state = emptyState();
  let count = 0;
  const nextId = (kind: string) => `${kind}-${++count}`;
  const plain: DecisionContext = { now: START, policy: defaultPolicy, nextId };
  const body = { id: "b1", usageType: "monetary", remainingValue: eur(10) } as const;
  apply(state, decide(viewOf(state), { type: "open", body }, plain).changes);
  const context = {
    ...plain,
    policy: { ...defaultPolicy, ...policy },
    ...(modules && { modules }),
  };
  return { state, view: viewOf(state), context };
}

const own = { usageType: "monetary", atLeast: eur(0) } as const;
const asked: ActionBody = { bucket: { id: "b1" }, amount: eur(5) };

/** Each policy whose code is a module of the same name, with a setting of the policy. */
const rows: readonly (readonly [
  Exclude<keyof PolicyModules, "usage" | "reversals" | "dailyLimits" | "topupsWhenLow">,
  Partial<Policy>,
])[] = [
  ["topupBonuses", { topupBonuses: [{ ...own, bonus: eur(1) }] }],
  ["topupFees", { topupFees: [{ ...own, fixed: eur(1) }] }],
  ["topupTaxes", { topupTaxes: [{ ...own, percent: 10 }] }],
  ["emergencyCredit", { emergencyCredit: { monetary: { amount: eur(5) } } }],
  [
    "conversions",
    { conversions: [{ from: "monetary", to: "data", amount: eur(1), worth: mb(1) }] },
  ],
  ["signals", { signals: ["lowBalance"] }],
  ["overdraft", { overdraft: { monetary: eur(5) } }],
];

describe("policy modules", () => {
  test.each(rows)(
    "a policy with %s needs the module of that name, whatever the command",
    (name, policy) => {
      const { view, context } = openLedger(policy);
      const { [name]: _, ...others } = allPolicies;
      for (const modules of [undefined, {}, others]) {
        const run = () =>
          decide(
            view,
            { type: "suspend", bucketId: "b1" },
            { ...context, ...(modules && { modules }) },
          );
        expect(run).toThrow(
          `policy module ${name} is missing: pass it in modules, from "@tmf654/ledger/policies"`,
        );
      }
      const modules = { [name]: allPolicies[name] };
      const decision = decide(view, { type: "topup", body: asked }, { ...context, modules });
      expect(decision.outcome).toBe("accepted");
    },
  );

  test.each(rows)(
    "the functions of one operation need %s only where they use it",
    (name, policy) => {
      const { view, context } = openLedger(policy);
      const isOfTopup = ["topupFees", "topupTaxes", "emergencyCredit"].includes(name);
      const isThrown = (run: () => unknown): boolean => {
        try {
          run();
          return false;
        } catch {
          return true;
        }
      };
      expect(isThrown(() => decideTopup(view, asked, context))).toBe(isOfTopup);
      expect(isThrown(() => decideTransfer(view, asked, context))).toBe(name === "conversions");
    },
  );

  test("a signal and a bonus rule both apply", () => {
    const { view, context } = openLedger({
      signals: ["completed"],
      topupBonuses: [{ ...own, bonus: eur(1) }],
    });
    const { postings } = decide(
      view,
      { type: "topup", body: asked },
      { ...context, modules: allPolicies },
    );
    expect(postings.map(({ from }) => from)).toEqual(["payment", "bonus"]);
  });

  test("a policy without optional rules needs no module", () => {
    const { view, context } = openLedger({});
    expect(decide(view, { type: "topup", body: asked }, context).outcome).toBe("accepted");
  });

  test("the commands of a module need the module", () => {
    const { view, context } = openLedger({});
    const use = { type: "use", bucketIds: ["b1"], amount: eur(1) } as const;
    expect(() => decide(view, use, context)).toThrow("policy module usage is missing");
    expect(() => decide(view, { type: "warn", bucketId: "b1" }, context)).toThrow(
      "policy module signals is missing",
    );
  });

  test("a daily limit needs the module `dailyLimits`", () => {
    const limits = { transfer: { monetary: { perDay: eur(5) }, data: { maximum: mb(5) } } };
    const { state, view, context } = openLedger({ limits });
    const other = { id: "b2", usageType: "monetary" } as const;
    apply(state, decide(view, { type: "open", body: other }, context).changes);
    const body = { ...asked, receiverBucket: { id: "b2" } };
    expect(() => decideTransfer(view, body, context)).toThrow(
      "policy module dailyLimits is missing",
    );
    const modules = { dailyLimits: allPolicies.dailyLimits };
    expect(decideTransfer(view, body, { ...context, modules }).outcome).toBe("accepted");
    const data = { ...body, bucket: { id: "none" } };
    expect(decideTransfer(view, data, context).refusal?.code).toBe("bucketNotFound");
  });

  test("without the module for it, an auto-top-up without a period is refused", () => {
    const { view, context } = openLedger({});
    const body = { ...asked, isAutoTopup: true };
    const { refusal } = decideTopup(view, body, context);
    expect(refusal).toMatchObject({ code: "autoTopupInvalid", http: 400 });
    const modules = { topupsWhenLow: allPolicies.topupsWhenLow };
    expect(decideTopup(view, body, { ...context, modules }).outcome).toBe("accepted");
    const weekly = { ...body, recurringPeriod: "weekly" } as const;
    expect(decideTopup(view, weekly, context).outcome).toBe("accepted");
  });

  test("a bucket that owes a credit needs the module that collects the credit", () => {
    const { state, view, context } = openLedger({});
    const record = state.bucket.get("b1");
    if (record === undefined) throw new Error("no bucket");
    state.bucket.set("b1", { ...record, owed: 1 });
    expect(() => decideTopup(view, asked, context)).toThrow(
      "policy module emergencyCredit is missing",
    );
  });

  test("without its module a reversal is refused, and never an unlinked adjustment", () => {
    const { view, context, state } = openLedger({});
    apply(state, decide(view, { type: "topup", body: asked }, context).changes);
    const balanceTopup = { id: "topup-1", role: "reversed", "@referredType": "TopupBalance" };
    const body: ActionBody = { bucket: { id: "b1" }, amount: eur(-5), balanceTopup };
    const run = (modules: PolicyModules | undefined, request = body) => {
      const { outcome, refusal } = decide(
        view,
        { type: "adjust", body: request },
        { ...context, ...(modules && { modules }) },
      );
      return [outcome, refusal?.code, refusal?.detail?.topup];
    };
    expect(run(undefined)).toEqual(["refused", "parentTopupNotFound", "topup-1"]);
    expect(run({})).toEqual(["refused", "parentTopupNotFound", "topup-1"]);
    expect(run({ reversals: allPolicies.reversals })).toEqual(["accepted", undefined, undefined]);
    const parent = { ...body, balanceTopup: { ...balanceTopup, role: "parent" } };
    expect(run(undefined, parent)).toEqual(["accepted", undefined, undefined]);
  });

  test("allPolicies has each module of the entry point", () => {
    const { allPolicies: all, ...modules } = policies;
    expect(modules).toEqual(all);
    expect(
      rows
        .map(([name]) => name)
        .concat([
          "usage" as never,
          "reversals" as never,
          "dailyLimits" as never,
          "topupsWhenLow" as never,
        ])
        .sort(),
    ).toEqual(Object.keys(modules).sort());
  });
});
