import type { BucketCommand, Command } from "./model/command.ts";
import type { Decision, DecisionContext } from "./model/decision.ts";
import type { ActionBody, ActionRecord, LedgerView } from "./model/records.ts";
import { adjust } from "./operations/adjust.ts";
import { submitAuto } from "./operations/auto-top-up.ts";
import { decideBucket } from "./operations/bucket.ts";
import { decideDue } from "./operations/due.ts";
import { decideDelete, decidePatch } from "./operations/patch.ts";
import { reserve } from "./operations/reserve.ts";
import { submit } from "./operations/submit.ts";
import { topup } from "./operations/top-up.ts";
import { transfer } from "./operations/transfer.ts";

/** Decides the POST of one kind of task. The narrow functions let an app import only what it asks. */
type Decide = (
  view: LedgerView,
  body: ActionBody,
  context: DecisionContext,
) => Decision<ActionRecord>;

/** Would this top-up, or auto-top-up, be accepted, and what follows? */
export const decideTopup: Decide = (view, body, context) =>
  body.isAutoTopup === true ? submitAuto(view, body, context) : submit(topup, view, body, context);

/** Would this adjustment be accepted, and what follows? */
export const decideAdjust: Decide = (view, body, context) => submit(adjust, view, body, context);

/** Would this reservation be accepted, and what follows? */
export const decideReserve: Decide = (view, body, context) => submit(reserve, view, body, context);

/** Would this transfer be accepted, and what follows? */
export const decideTransfer: Decide = (view, body, context) =>
  submit(transfer, view, body, context);

/**
 * May this happen, and what then? Reads records through `view`, changes nothing, and never throws
 * for anything a client sent: a refusal is part of the answer.
 */
export function decide(
  view: LedgerView,
  command: Exclude<Command, BucketCommand>,
  context: DecisionContext,
): Decision<ActionRecord>;
export function decide(view: LedgerView, command: Command, context: DecisionContext): Decision;
export function decide(view: LedgerView, command: Command, context: DecisionContext): Decision {
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
    case "due":
      return decideDue(view, command, context);
    default:
      return decideBucket(view, command, context);
  }
}
