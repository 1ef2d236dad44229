import type { ActionKind } from "@tmf654/ledger";
import type { ActionResource } from "../events/envelope.ts";
import type { ResourceName } from "../ports/resource.ts";

const kinds: Readonly<Record<ActionResource, ActionKind>> = {
  topupBalance: "topup",
  adjustBalance: "adjust",
  reserveBalance: "reserve",
  transferBalance: "transfer",
};

const resources: Readonly<Record<ActionKind, ActionResource>> = {
  topup: "topupBalance",
  adjust: "adjustBalance",
  reserve: "reserveBalance",
  transfer: "transferBalance",
};

/** The ledger's name of a task resource; undefined for other resources. */
export function kindOf(resource: ResourceName): ActionKind | undefined {
  return Object.hasOwn(kinds, resource) ? kinds[resource as ActionResource] : undefined;
}

/** The contract's name of a kind of action. */
export function resourceNameOf(kind: ActionKind): ActionResource {
  return resources[kind];
}
