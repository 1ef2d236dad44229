import type { Quantity, UsageType } from "@tmf654/contract";
import type { ActionKind } from "./kind.ts";
import type { ActionBody, BucketBody, BucketTerms } from "./records.ts";

/** POST of an action: a top-up, an adjustment, a reservation or a transfer. */
export interface ActionCommand {
  readonly type: ActionKind;
  readonly body: ActionBody;
}

/** JSON Merge Patch of an action: consume, release, cancel and edit. `null` removes an attribute. */
export interface PatchCommand {
  readonly type: "patch";
  readonly kind: ActionKind;
  readonly id: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** DELETE of an action. */
export interface DeleteCommand {
  readonly type: "delete";
  readonly kind: ActionKind;
  readonly id: string;
}

/** Usage of a subscriber, which several buckets can pay for, in the order of spending. */
export interface UseCommand {
  readonly type: "use";
  readonly bucketIds: readonly string[];
  readonly amount: Quantity;
  /** The usage type of the buckets to use. Default: any usage type that counts the unit. */
  readonly usageType?: UsageType;
  readonly description?: string;
  /**
   * The MSISDN that used the value. It is recorded with each bucket's payment. Default: the
   * bucket's MSISDN.
   */
  readonly logicalResource?: ActionBody["logicalResource"];
}

/** An operator's command on a bucket. The contract has no request for such a command. */
export type BucketCommand =
  | { readonly type: "open"; readonly body: BucketBody; readonly terms?: BucketTerms }
  | {
      readonly type: "close" | "suspend" | "resume" | "expire" | "forfeit" | "warn";
      readonly bucketId: string;
    }
  | { readonly type: "spend"; readonly bucketId: string; readonly amount: Quantity };

/** The command that runs the due work of an action. */
export interface DueCommand {
  readonly type: "due";
  readonly actionId: string;
}

/** Any command of the ledger. */
export type Command =
  | ActionCommand
  | PatchCommand
  | DeleteCommand
  | UseCommand
  | BucketCommand
  | DueCommand;
