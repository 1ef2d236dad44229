import type { ActionRecord, Policy, RefusalCode } from "../src/index.ts";
import { at, eur, type Ledger, START } from "./test-ledger.ts";

/**
 * One way to break each rule, by operation, in order of precedence. For row `n` a test applies
 * every break from `n` on. So a test of a row checks its place in the order, not only its rule.
 */
export interface RuleBreak {
  readonly code: RefusalCode;
  readonly side?: "receiver";
  /** Changes the request. */
  readonly body?: (body: Record<string, unknown>) => void;
  /** The policy that the row needs. */
  readonly policy?: Partial<Policy>;
  /** Changes the records before the request. */
  readonly state?: (ledger: Ledger) => void;
  /** Later breaks that are impossible together with this one. */
  readonly without?: readonly RefusalCode[];
}

export const past = at("2029-12-31T00:00:00Z");

export const noBucket: RuleBreak = {
  code: "bucketNotFound",
  body: (body) => {
    body.bucket = { id: "missing" };
  },
};
export const otherAccount: RuleBreak = {
  code: "partyAccountMismatch",
  body: (body) => {
    body.partyAccount = { id: "somebody else" };
  },
};
export const otherNumber: RuleBreak = {
  code: "logicalResourceMismatch",
  body: (body) => {
    body.logicalResource = [{ id: "34600000999" }];
  },
};
export const otherProduct: RuleBreak = {
  code: "productMismatch",
  body: (body) => {
    body.product = [{ id: "somebody else's" }];
  },
};
export const notStarted: RuleBreak = {
  code: "bucketNotStarted",
  state: (ledger) => {
    const record = ledger.state.bucket.get("b1");
    if (record) ledger.state.bucket.set("b1", { ...record, startsAt: START + 1 });
  },
};
export const otherUsage: RuleBreak = {
  code: "usageTypeMismatch",
  body: (body) => {
    body.usageType = "voice";
  },
};
export const otherUnit: RuleBreak = {
  code: "unitMismatch",
  body: (body) => {
    body.amount = { ...(body.amount as object), units: "MB" };
  },
};
export const notPositive: RuleBreak = {
  code: "amountNotPositive",
  // With a voucher, the rule compares the amount with the voucher, so a voucher row replaces this
  // row.
  body: (body) => {
    body.amount = { ...(body.amount as object), amount: -1 };
  },
};
export const suspended: RuleBreak = {
  code: "bucketSuspended",
  state: (ledger) => {
    ledger.run({ type: "suspend", bucketId: "b1" });
  },
};
export const expired: RuleBreak = {
  code: "bucketExpired",
  state: (ledger) => {
    const record = ledger.state.bucket.get("b1");
    if (record) ledger.state.bucket.set("b1", { ...record, endsAt: past });
  },
};
export const terminated: RuleBreak = {
  code: "bucketTerminated",
  policy: { lifecycle: { graceDays: 1, barredDays: 1 } },
  state: expired.state,
};

/** A completed top-up of 1 EUR on record. */
const topup: ActionRecord = {
  kind: "topup",
  id: "done",
  status: "completed",
  bucketId: "b1",
  usageType: "monetary",
  steps: 1_000_000,
  amount: eur(1),
  requestedAt: START,
  confirmedAt: START,
  dueAt: undefined,
  details: {},
};

/** Makes an adjustment reverse a top-up. */
const reversing = (id: string, record?: Partial<ActionRecord>): Omit<RuleBreak, "code"> => ({
  state: (ledger) => {
    if (record !== undefined) ledger.state.action.set(id, { ...topup, id, ...record });
  },
  body: (body) => {
    body.balanceTopup = { id, role: "reversed", "@referredType": "TopupBalance" };
  },
});
export const unknownTopup: RuleBreak = { code: "parentTopupNotFound", ...reversing("nothing") };
export const openTopup: RuleBreak = {
  code: "topupNotReversible",
  ...reversing("open", { status: "created" }),
};
export const reversedTopup: RuleBreak = {
  code: "topupReversed",
  ...reversing("reversed", { reversedBy: "adjust-0" }),
};
export const outOfRange: RuleBreak = { code: "reversalOutOfRange", ...reversing("done", {}) };

export const incomplete: RuleBreak = {
  code: "quantityIncomplete",
  body: (body) => {
    body.amount = { units: (body.amount as { units: string }).units };
  },
};
export const inexact: RuleBreak = {
  code: "amountInexact",
  body: (body) => {
    body.amount = eur(0.000_000_1);
  },
};
export const badDate: RuleBreak = {
  code: "dateTimeInvalid",
  body: (body) => {
    body.validFor = { endDateTime: "tomorrow" };
  },
};
export const ended: RuleBreak = {
  code: "validForPassed",
  body: (body) => {
    body.validFor = { endDateTime: "2029-12-31T00:00:00Z" };
  },
};
export const later: RuleBreak = {
  code: "validForNotStarted",
  body: (body) => {
    body.validFor = { ...(body.validFor as object), startDateTime: "2039-01-01T00:00:00Z" };
  },
};
export const huge: RuleBreak = {
  code: "balanceCeilingExceeded",
  body: (body) => {
    body.amount = eur(9_007_199_254);
  },
};
export const tooMuch: RuleBreak = {
  code: "insufficientBalance",
  body: (body) => {
    body.amount = eur(101);
  },
};
export const overLimit: RuleBreak = { code: "limitExceeded", body: tooMuch.body };
