import { metaOf } from "./meta.ts";

/** What has become of an action, in words for an app. */
export type Outcome = "done" | "pending" | "held" | "refused" | "cancelled";

/** The attributes that tell. */
export interface ActionLike {
  readonly status?: string | undefined;
  readonly href?: string | undefined;
  readonly "@type"?: string | undefined;
}

/** The status in the contract's spelling: operators write `Completed` and `canceled`. */
export const statusOf = ({ status }: ActionLike): string =>
  String(status ?? "")
    .toLowerCase()
    .replace("canceled", "cancelled");

const words: Readonly<Record<string, Outcome>> = {
  completed: "done",
  failed: "refused",
  cancelled: "cancelled",
};

/**
 * What has become of an action? A reservation that is `created` is `held`, any other is `pending`.
 * A reservation is known by having come from this client, alone or in a list, or by its `href` or
 * `@type`; to a copy without them say it: `outcome({ ...copy, "@type": "ReserveBalance" })`.
 */
export function outcome(action: ActionLike): Outcome {
  const final = words[statusOf(action)];
  if (final) return final;
  const kind = `${action["@type"]} ${metaOf(action)?.operation} ${action.href}`;
  return /reserveBalance/i.test(kind) ? "held" : "pending";
}
