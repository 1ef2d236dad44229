import {
  type BucketRecord,
  type Command,
  type Decision,
  type DecisionContext,
  explain,
  type LedgerView,
  nextDue,
  type Policy,
  type Posting,
  paymentResultFor,
  quantityOf,
  type RecordChange,
  viewOfReads,
} from "@tmf654/ledger";
import { allPolicies } from "@tmf654/ledger/policies";
import { traceDecision } from "@tmf654/ledger/trace";
import { instantText } from "../clock/clock.ts";
import { effectsOf } from "../engine/report-command.ts";
import { refusalRemedies } from "./remedies.ts";
import type {
  TraceChange,
  TraceCommand,
  TraceDue,
  TracePosting,
  TraceRefusal,
  TraceRule,
} from "./trace.ts";
import type { StoredCommand } from "./trace-store.ts";

/** Decides a recorded command again, and describes its decision. */
export function describeCommand(storedCommand: StoredCommand, basePolicy: Policy): TraceCommand {
  const { command, at, reads, testNumber, events } = storedCommand;
  const view = viewOfReads(reads);
  const context = contextOf(storedCommand, basePolicy);
  const { decision, tables } = traceDecision(view, command, context);
  const { bucket: bucketBefore } = view;
  const { changes } = effectsOf({ command, decision, at, bucketBefore, policy: basePolicy });
  const payment = paymentResultOf(command, context);
  const refusal = refusalOf(decision);
  return {
    command: command.type,
    time: instantText(at),
    outcome: decision.outcome,
    ...(refusal && { refusal }),
    ...(testNumber && { testNumber }),
    ...(payment && { payment }),
    rules: tables.map((rules) => rules.map(({ detail: _, ...rule }): TraceRule => rule)),
    balances: changes,
    changes: decision.changes.map((change) => changeOf(change, view)),
    postings: decision.postings.map((posting) => postingOf(posting, decision, view, basePolicy)),
    events,
    due: dueOf(decision, basePolicy),
  };
}

/** The context of the recorded decision, with the same ids. */
function contextOf(storedCommand: StoredCommand, basePolicy: Policy): DecisionContext {
  const { at, policyChanges, paymentResult } = storedCommand;
  const ids = [...storedCommand.ids];
  return {
    now: at,
    policy: { ...basePolicy, ...policyChanges },
    modules: allPolicies,
    nextId: () => ids.shift() ?? "?",
    ...(paymentResult && { paymentResult }),
  };
}

function refusalOf({ refusal }: Decision): TraceRefusal | undefined {
  if (!refusal) return undefined;
  const { code, side } = refusal;
  const remedy = refusalRemedies[code];
  return { code, message: explain(refusal), ...(side && { side }), remedy };
}

function paymentResultOf(command: Command, { paymentResult }: DecisionContext) {
  if (command.type !== "topup") return undefined;
  return paymentResult ?? paymentResultFor(command.body.paymentMethod?.id);
}

function changeOf(change: RecordChange, view: LedgerView): TraceChange {
  const { table, id } = change;
  const recordBefore =
    table === "transferDay" ? view.transferredOn(id, change.day) : view[table](id);
  return {
    table,
    id,
    ...(table === "transferDay" && { day: change.day }),
    ...(recordBefore !== undefined && { before: recordBefore }),
    ...(change.record !== undefined && { after: change.record }),
  };
}

/** A posting, with its amount in the unit of a bucket whose value it moves. */
function postingOf(
  posting: Posting,
  { changes }: Decision,
  view: LedgerView,
  policy: Policy,
): TracePosting {
  const balancePart = [posting.from, posting.to].find((account) => typeof account === "object");
  if (typeof balancePart !== "object") return posting;
  const changeAfter = changes.find(
    ({ table, id }) => table === "bucket" && id === balancePart.bucketId,
  );
  const bucket = (changeAfter?.record ?? view.bucket(balancePart.bucketId)) as
    | BucketRecord
    | undefined;
  return bucket ? { ...posting, amount: quantityOf(posting.steps, bucket.units, policy) } : posting;
}

function dueOf({ changes }: Decision, policy: Policy): readonly TraceDue[] {
  return changes.flatMap((change): TraceDue[] => {
    if (change.table !== "action" && change.table !== "bucket") return [];
    const scheduledCommand = change.record && nextDue(change.record, policy);
    return scheduledCommand
      ? [
          {
            time: instantText(scheduledCommand.at),
            command: scheduledCommand.command.type,
            target: change.id,
          },
        ]
      : [];
  });
}
