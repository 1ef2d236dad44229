import { metaOf } from "./meta.ts";

/** What has become of an action, in words for an app. */
export type Outcome = "done" | "pending" | "held" | "refused" | "cancelled";

/** The attributes that tell. */
export interface ActionLike {
  readonly status?: string | undefined;
  readonly href?: string | undefined;
  readonly "@type"?: string | undefined;
}

const words: Readonly<Record<string, Outcome>> = {
  completed: "done",
  failed: "refused",
  cancelled: "cancelled",
};

/**
 * What has become of an action? A reservation that is `created` is `held`, any other is `pending`.
 * Reads the status in any case, since operators write `Completed`.
 */
export function outcome(action: ActionLike): Outcome {
  const final = words[action.status?.toLowerCase() ?? ""];
  if (final) return final;
  const kind = `${action["@type"]} ${metaOf(action)?.operation} ${action.href}`;
  return /reserveBalance/i.test(kind) ? "held" : "pending";
}
