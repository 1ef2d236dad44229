import type { ActionStatusType } from "@tmf654/contract";
import type { ActionKind } from "./kind.ts";
import type { ActionRecord } from "./records.ts";

/** The statuses that may follow each status. The last three are final. */
export const transitions: Readonly<Record<ActionStatusType, readonly ActionStatusType[]>> = {
  created: ["completed", "failed", "cancelled"],
  completed: [],
  failed: [],
  cancelled: [],
};

/** The statuses that a client may request by PATCH. A transfer's update schema has no status. */
export const requestableStatuses: Readonly<Record<ActionKind, readonly ActionStatusType[]>> = {
  topup: ["cancelled"],
  adjust: ["cancelled"],
  reserve: ["completed", "cancelled"],
  transfer: [],
};

/** Whether an action in one status may go to the other. */
export const canChangeStatus = (from: ActionStatusType, to: ActionStatusType): boolean =>
  transitions[from].includes(to);

/**
 * The only function that takes an action out of `created`. It records the instant of the outcome
 * and removes the due work. A forbidden transition is a defect of this package, not a refusal, so
 * it throws.
 */
export function changeStatus(
  action: ActionRecord,
  status: ActionStatusType,
  now: number,
): ActionRecord {
  if (!canChangeStatus(action.status, status)) {
    throw new RangeError(`${action.kind} ${action.id}: ${action.status} cannot become ${status}`);
  }
  return { ...action, status, confirmedAt: now, dueAt: undefined };
}
