/** Groups of resources that templates of cases are written out for. */
import type { ActionName, ResourceName } from "@tmf654/contract";

/** All seven resources. */
export const everyResource = [
  "bucket",
  "topupBalance",
  "adjustBalance",
  "transferBalance",
  "reserveBalance",
  "accumulatedBalance",
  "balanceActionHistory",
] as const satisfies readonly ResourceName[];

/** The four actions. */
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
