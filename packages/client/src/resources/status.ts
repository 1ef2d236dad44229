import { metaOf } from "../pipeline/call-meta.ts";

/** The attributes of an action that its status depends on. */
export interface ActionLike {
  readonly status?: string | undefined;
  readonly href?: string | undefined;
  readonly "@type"?: string | undefined;
}

/** Returns the status in the contract's spelling; servers also write `Completed` and `canceled`. */
export const statusOf = ({ status }: ActionLike): string =>
  String(status ?? "")
    .toLowerCase()
    .replace("canceled", "cancelled");

/** Whether the action has ended: its status is `completed`, `failed` or `cancelled`. */
export const isFinal = (action: ActionLike): boolean =>
  /^(completed|failed|cancelled)$/.test(statusOf(action));

/**
 * Whether the action is a reservation that still holds its amount. The function recognizes
 * reservations that this client returned, and others by `href` or `@type`. For a copy without
 * these, add the type: `isHeld({ ...copy, "@type": "ReserveBalance" })`.
 */
export function isHeld(action: ActionLike): boolean {
  const kind = `${action["@type"]} ${metaOf(action)?.operation} ${action.href}`;
  return !isFinal(action) && /reserveBalance/i.test(kind);
}
