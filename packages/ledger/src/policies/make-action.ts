import type { DecisionDraft } from "../model/context.ts";
import type { ActionKind } from "../model/kind.ts";
import type { Posting } from "../model/posting.ts";
import type { ActionBody, ActionRecord } from "../model/records.ts";
import { changeStatus } from "../model/transitions.ts";
import { postMovement, putAction } from "../operations/draft.ts";
import { createAction } from "../operations/submit.ts";
import { gatherFacts } from "../rules/facts.ts";

/** Records a completed action that the ledger makes by itself, with its movement and its event. */
export function makeAction(
  draft: DecisionDraft,
  kind: ActionKind,
  body: ActionBody,
  movement: Omit<Posting, "actionId">,
  resultMembers: Partial<ActionRecord>,
): ActionRecord {
  const { view, context } = draft;
  const action = createAction({ kind }, gatherFacts(view, body, context), context.nextId(kind));
  postMovement(draft, { ...movement, actionId: action.id });
  const completedAction = { ...changeStatus(action, "completed", context.now), ...resultMembers };
  draft.events.push({ type: "Create", action: putAction(draft, completedAction) });
  return completedAction;
}
