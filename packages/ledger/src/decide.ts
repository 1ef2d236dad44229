import type { BucketCommand, Command } from "./model/command.ts";
import type { DecisionContext } from "./model/context.ts";
import type { Decision } from "./model/decision.ts";
import { requireModule, requireModules } from "./model/policy-modules.ts";
import type { ActionBody, ActionRecord, LedgerView } from "./model/records.ts";
import { adjustHandler } from "./operations/adjust.ts";
import { submitAuto } from "./operations/auto-top-up.ts";
import { decideBucket } from "./operations/bucket.ts";
import { withConsequences } from "./operations/consequences.ts";
import { decideDue } from "./operations/due.ts";
import { decideDelete, decidePatch } from "./operations/patch.ts";
import { reserveHandler } from "./operations/reserve.ts";
import { submit } from "./operations/submit.ts";
import { topup } from "./operations/top-up.ts";
import { transferHandler } from "./operations/transfer.ts";

/** Decides the POST of one kind of task. With the functions of one kind, an app imports only what it needs. */
type Decide = (
  view: LedgerView,
  body: ActionBody,
  context: DecisionContext,
) => Decision<ActionRecord>;

/** Decides the POST of a top-up or an auto-top-up. */
export const decideTopup: Decide = (view, body, context) =>
  body.isAutoTopup === true ? submitAuto(view, body, context) : submit(topup, view, body, context);

/** Decides the POST of an adjustment. */
export const decideAdjust: Decide = (view, body, context) =>
  submit(adjustHandler, view, body, context);

/** Decides the POST of a reservation. */
export const decideReserve: Decide = (view, body, context) =>
  submit(reserveHandler, view, body, context);

/** Decides the POST of a transfer. */
export const decideTransfer: Decide = (view, body, context) =>
  submit(transferHandler, view, body, context);

/**
 * Decides a command. Reads records through `view`, changes nothing, and never throws for anything
 * that a client sends: a refusal is part of the decision. The functions for one operation, such as
 * `decideTopup`, leave out its consequences: a bonus, auto-top-ups that a low balance makes due,
 * and signals.
 * @example
 * ```ts
 * import { decide, defaultPolicy, emptyState, viewOf } from "@tmf654/ledger";
 *
 * const context = { now: 1_900_000_000_000, policy: defaultPolicy, nextId: () => "a1" };
 * const amount = { amount: 5, units: "EUR" };
 * const body = { bucket: { id: "b1" }, amount };
 * const decision = decide(viewOf(emptyState()), { type: "reserve", body }, context);
 * console.log(decision.outcome, decision.refusal?.code);
 * ```
 */
export function decide(
  view: LedgerView,
  command: Exclude<Command, BucketCommand>,
  context: DecisionContext,
): Decision<ActionRecord>;
export function decide(view: LedgerView, command: Command, context: DecisionContext): Decision;
export function decide(view: LedgerView, command: Command, context: DecisionContext): Decision {
  requireModules(context, moduleNames);
  return withConsequences(view, decideAlone(view, command, context), context);
}

/** The modules that every decision checks, so that a missing one is an error at once. */
const moduleNames = [
  "topupBonuses",
  "topupFees",
  "topupTaxes",
  "emergencyCredit",
  "conversions",
  "overdraft",
  "signals",
] as const;

function decideAlone(view: LedgerView, command: Command, context: DecisionContext): Decision {
  switch (command.type) {
    case "topup":
      return decideTopup(view, command.body, context);
    case "adjust":
      return decideAdjust(view, command.body, context);
    case "reserve":
      return decideReserve(view, command.body, context);
    case "transfer":
      return decideTransfer(view, command.body, context);
    case "patch":
      return decidePatch(view, command, context);
    case "delete":
      return decideDelete(view, command, context);
    case "use":
      return requireModule(context, "usage")(view, command, context);
    case "due":
      return decideDue(view, command, context);
    default:
      return decideBucket(view, command, context);
  }
}
