/** The resources in groups, as cases are written out for them. */
import type { ActionName, ResourceName } from "@tmf654/contract";

/** All seven. */
export const everyResource = [
  "bucket",
  "topupBalance",
  "adjustBalance",
  "transferBalance",
  "reserveBalance",
  "accumulatedBalance",
  "balanceActionHistory",
] as const satisfies readonly ResourceName[];

/** The four whose POST does something. */
export const everyAction = [
  "topupBalance",
  "adjustBalance",
  "transferBalance",
  "reserveBalance",
] as const satisfies readonly ActionName[];

/** The twelve events, as the listener paths name them. */
export const actionEvents = [
  "topupBalance",
  "adjustBalance",
  "transferBalance",
  "reserveBalance",
].flatMap((resource) => ["Create", "Cancel", "Failure"].map((what) => `${resource}${what}Event`));
