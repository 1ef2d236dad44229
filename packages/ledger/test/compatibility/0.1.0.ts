/** Code for @tmf654/ledger 0.1.0: every export, and the examples of the documents. Frozen. */
import { apply, decide, defaultPolicy, emptyState, explain, nextDue, type Command, type DecisionContext, viewOf } from "@tmf654/ledger";
import { topupBonuses } from "@tmf654/ledger/policies";

export type { Account, ActionBody, ActionCommand, ActionEvent, ActionFacts, ActionKind, ActionRecord, AmountLimits, AutoTopup, BonusRule, BucketBody, BucketCommand, BucketRecord, BucketSignal, BucketTerms, CalendarPeriod, Command, ConversionRate, CreditFacts, Decision, DecisionContext, DecisionDraft, DeductionRule, DeleteCommand, DueCommand, EmergencyCredit, HrefOf, Invariant, LedgerRead, LedgerView, Lifecycle, MemoryState, OtherBucket, OutsideAccount, PatchCommand, PaymentResult, Policy, PolicyModules, Posting, RecordChange, RecordedView, Refusal, RefusalCode, RefusalDetail, ReversalFacts, RulesListener, ScheduledCommand, SignalName, TakenShares, Tariff, TracedRule, TransferLimits, UseCommand, ValidityRule, VoucherLock, VoucherRecord } from "@tmf654/ledger";
export { accountName, accumulatedBalances, actionKinds, actionResource, addPeriod, apply, brokenInvariants, bucketResource, bucketStatus, canChangeStatus, creditOrder, dayOf, decide, decideAdjust, decideReserve, decideTopup, decideTransfer, defaultPolicy, emptyState, explain, forfeitTime, formatInstant, historyEntry, invariants, kindOf, lifeStage, newestFirst, nextDue, outsideAccounts, parseInstant, paymentResultFor, quantityOf, recordReads, refusals, requestableStatuses, resourceOf, reversePosting, shownSteps, spendingOrder, terminationTime, testPayments, transitions, trialBalance, typeNameOf, usabilityEnd, viewOf, viewOfReads } from "@tmf654/ledger";
export { accountName as development_accountName, accumulatedBalances as development_accumulatedBalances, actionKinds as development_actionKinds, actionResource as development_actionResource, addPeriod as development_addPeriod, apply as development_apply, brokenInvariants as development_brokenInvariants, bucketResource as development_bucketResource, bucketStatus as development_bucketStatus, canChangeStatus as development_canChangeStatus, creditOrder as development_creditOrder, dayOf as development_dayOf, decide as development_decide, decideAdjust as development_decideAdjust, decideReserve as development_decideReserve, decideTopup as development_decideTopup, decideTransfer as development_decideTransfer, defaultPolicy as development_defaultPolicy, emptyState as development_emptyState, explain as development_explain, forfeitTime as development_forfeitTime, formatInstant as development_formatInstant, historyEntry as development_historyEntry, invariants as development_invariants, kindOf as development_kindOf, lifeStage as development_lifeStage, newestFirst as development_newestFirst, nextDue as development_nextDue, outsideAccounts as development_outsideAccounts, parseInstant as development_parseInstant, paymentResultFor as development_paymentResultFor, quantityOf as development_quantityOf, recordReads as development_recordReads, refusals as development_refusals, requestableStatuses as development_requestableStatuses, resourceOf as development_resourceOf, reversePosting as development_reversePosting, shownSteps as development_shownSteps, spendingOrder as development_spendingOrder, terminationTime as development_terminationTime, testPayments as development_testPayments, transitions as development_transitions, trialBalance as development_trialBalance, typeNameOf as development_typeNameOf, usabilityEnd as development_usabilityEnd, viewOf as development_viewOf, viewOfReads as development_viewOfReads } from "@tmf654/ledger/development";
export { allPolicies as policies_allPolicies, conversions as policies_conversions, dailyLimits as policies_dailyLimits, emergencyCredit as policies_emergencyCredit, overdraft as policies_overdraft, reversals as policies_reversals, signals as policies_signals, topupBonuses as policies_topupBonuses, topupFees as policies_topupFees, topupTaxes as policies_topupTaxes, topupsWhenLow as policies_topupsWhenLow, usage as policies_usage } from "@tmf654/ledger/policies";
export type { CheckedRule as trace_CheckedRule, DecisionTrace as trace_DecisionTrace, FactValue as trace_FactValue } from "@tmf654/ledger/trace";
export { traceDecision as trace_traceDecision } from "@tmf654/ledger/trace";

export async function example1() {
const state = emptyState();
const view = viewOf(state);
let count = 0;
const context: DecisionContext = {
  now: 1_900_000_000_000, // epoch milliseconds; the ledger reads no clock
  policy: defaultPolicy,
  nextId: (kind) => `${kind}-${++count}`, // the ledger generates no ids
};
const run = (command: Command) => {
  const decision = decide(view, command, context);
  apply(state, decision.changes); // apply all of them or none
  return decision;
};

const eur = (amount: number) => ({ amount, units: "EUR" });
run({ type: "open", body: { id: "b1", usageType: "monetary", remainingValue: eur(12.5) } });

const refused = run({ type: "reserve", body: { bucket: { id: "b1" }, amount: eur(15) } });
refused.outcome; // "refused"
refused.refusal?.code; // "insufficientBalance"
refused.refusal && explain(refused.refusal); // "insufficient balance: €15.00 needed, €12.50 available"
state.action.get(refused.result?.id ?? "")?.status; // "failed"

const held = run({ type: "reserve", body: { bucket: { id: "b1" }, amount: eur(10) } });
const body = { status: "completed", reason: "call ended", amount: eur(4) };
const id = held.result?.id ?? "";
run({ type: "patch", kind: "reserve", id, body });
state.action.get(id)?.releasedAmount; // { amount: 6, units: "EUR" }
state.bucket.get("b1")?.remaining; // 8500000
}

export async function example2() {
const eur = (amount: number) => ({ amount, units: "EUR" });
const state = emptyState();
let count = 0;
const context: DecisionContext = {
  now: 1_900_000_000_000,
  policy: {
    ...defaultPolicy,
    topupBonuses: [{ usageType: "monetary", atLeast: eur(20), bonus: eur(2) }],
  },
  modules: { topupBonuses },
  nextId: (kind) => `${kind}-${++count}`,
};
const run = (command: Command) => apply(state, decide(viewOf(state), command, context).changes);

run({ type: "open", body: { id: "b1", usageType: "monetary" } });
run({ type: "topup", body: { bucket: { id: "b1" }, amount: eur(20) } });
state.bucket.get("b1")?.remaining; // 22000000
}

export async function example3() {
const state = emptyState();
const view = viewOf(state);
const nextId = (kind: string) => `${kind}-1`;
const run = (command: Command, now: number) => {
  const decision = decide(view, command, { now, policy: defaultPolicy, nextId });
  apply(state, decision.changes);
  return decision;
};

const amount = { amount: 1, units: "GB" };
run({ type: "open", body: { id: "b1", usageType: "data", remainingValue: amount } }, 0);
const validFor = { endDateTime: "1970-01-01T01:00:00Z" };
const held = run({ type: "reserve", body: { bucket: { id: "b1" }, amount, validFor } }, 0);

const due = held.result && nextDue(held.result, defaultPolicy);
due?.at; // 3600000
due && run(due.command, due.at).outcome; // "accepted"
state.action.get(held.result?.id ?? "")?.status; // "cancelled"
}
