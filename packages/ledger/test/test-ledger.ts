import { expect } from "vitest";
import {
  type ActionBody,
  type ActionKind,
  type ActionRecord,
  actionResource,
  apply,
  type BucketBody,
  type BucketRecord,
  type BucketTerms,
  brokenInvariants,
  bucketResource,
  type Command,
  type Decision,
  type DecisionContext,
  decide,
  defaultPolicy,
  emptyState,
  type HrefOf,
  type LedgerView,
  nextDue,
  type PaymentResult,
  type Policy,
  type Posting,
  parseInstant,
  trialBalance,
  type VoucherRecord,
  viewOf,
} from "../src/index.ts";
import { allPolicies } from "../src/policies.ts";

export const hrefOf: HrefOf = (resource, id) => `/${resource}/${encodeURIComponent(id)}`;

export const at = (text: string): number => parseInstant(text) ?? Number.NaN;

export const START = at("2030-01-15T12:00:00Z");
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export const eur = (amount: number) => ({ amount, units: "EUR" });
export const mb = (amount: number) => ({ amount, units: "MB" });

/** The signals of a decision: about buckets, and about actions that were open. */
const signalsOf = ({ signals, events }: Decision): string[] => [
  ...signals.map(({ type, bucket }) => `${type} ${bucket.id}`),
  ...events.flatMap(({ type, action }) => (type === "Completed" ? `${type} ${action.kind}` : [])),
];

/**
 * The decisions of the real ledger, unless a test changes them, and whether every step is checked.
 */
interface TestLedgerOptions {
  readonly decide?: (view: LedgerView, command: Command, context: DecisionContext) => Decision;
  readonly isChecked?: boolean;
}

/** A ledger with a clock that is set by hand; every step is checked against every invariant. */
export function createLedger(options: Partial<Policy> = {}, making: TestLedgerOptions = {}) {
  const { decide: decideBy = decide, isChecked = true } = making;
  const policy: Policy = { ...defaultPolicy, ...options };
  const state = emptyState();
  const view = viewOf(state);
  const postings: Posting[] = [];
  const signals: string[] = [];
  let now = START;
  let count = 0;
  let gateway: PaymentResult | undefined;

  const contextOf = (): DecisionContext => ({
    now,
    policy,
    modules: allPolicies,
    nextId: (kind) => `${kind}-${++count}`,
    ...(gateway && { paymentResult: gateway }),
  });

  const check = () => {
    expect(brokenInvariants(state)).toEqual([]);
    for (const ofDimension of trialBalance(postings).values()) {
      expect([...ofDimension.values()].reduce((sum, steps) => sum + steps, 0n)).toBe(0n);
    }
  };

  const commit = (decision: Decision): Decision => {
    apply(state, decision.changes);
    postings.push(...decision.postings);
    signals.push(...signalsOf(decision));
    if (isChecked) check();
    return decision;
  };

  const run = (command: Command): Decision => commit(decideBy(view, command, contextOf()));

  const post = (kind: ActionKind, body: ActionBody) =>
    run({ type: kind, body }) as Decision<ActionRecord>;

  const dueNext = () =>
    [...state.bucket.values(), ...state.action.values()]
      .flatMap((record: BucketRecord | ActionRecord) => nextDue(record, policy) ?? [])
      .sort((a, b) => a.at - b.at)[0];

  return {
    state,
    view,
    policy,
    postings,
    signals,
    decide: decideBy,
    commit,
    run,
    post,
    patch: (kind: ActionKind, id: string, body: Record<string, unknown>) =>
      run({ type: "patch", kind, id, body }) as Decision<ActionRecord>,
    remove: (kind: ActionKind, id: string) =>
      run({ type: "delete", kind, id }) as Decision<ActionRecord>,
    open: (id: string, body: BucketBody = {}, terms: BucketTerms = {}) =>
      run({ type: "open", body: { id, usageType: "monetary", ...body }, terms }),
    voucher: (record: Omit<VoucherRecord, "state"> & Partial<VoucherRecord>) =>
      apply(state, [{ table: "voucher", id: record.code, record: { state: "active", ...record } }]),
    gateway: (result: PaymentResult | undefined) => {
      gateway = result;
    },
    now: () => now,
    setNow: (instant: number) => {
      now = instant;
    },
    /** Runs everything that is due up to an instant, each at its due time. */
    advanceTo: (instant: number): Decision[] => {
      const decisions: Decision[] = [];
      for (let next = dueNext(); next && next.at <= instant; next = dueNext()) {
        if (decisions.length > 10_000)
          throw new Error(`${next.command.type} is due again and again`);
        now = Math.max(now, next.at);
        decisions.push(run(next.command));
      }
      now = instant;
      return decisions;
    },
    bucket: (id: string) => {
      const record = state.bucket.get(id);
      if (record === undefined) throw new Error(`no bucket ${id}`);
      return bucketResource(record, now, policy, hrefOf);
    },
    action: (id: string) => {
      const record = state.action.get(id);
      if (record === undefined) throw new Error(`no action ${id}`);
      return actionResource(record, hrefOf);
    },
    remaining: (id: string) => state.bucket.get(id)?.remaining,
  };
}

export type Ledger = ReturnType<typeof createLedger>;

/** The id of a decision's record. */
export const idOf = (decision: Decision): string => decision.result?.id ?? "none";

/** A decision as one line of text, for tables of examples. */
export const summarize = ({ outcome, refusal, events }: Decision): string =>
  [outcome, refusal?.code, ...events.map(({ type }) => type)].filter(Boolean).join(" ");
