import type { Quantity } from "@tmf654/contract";
import type { ActionBody, ActionKind, BucketBody } from "./records.ts";

/** POST of one of the four tasks. */
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

/** What the operator does to a bucket; the contract has no words for it. */
export type BucketCommand =
  | { readonly type: "open"; readonly body: BucketBody }
  | {
      readonly type: "close" | "suspend" | "resume" | "expire" | "forfeit";
      readonly bucketId: string;
    }
  | { readonly type: "spend"; readonly bucketId: string; readonly amount: Quantity };

/** What an action does by itself when its instant has come. */
export interface DueCommand {
  readonly type: "due";
  readonly actionId: string;
}

/** Everything that can be asked of the ledger. */
export type Command = ActionCommand | PatchCommand | DeleteCommand | BucketCommand | DueCommand;
