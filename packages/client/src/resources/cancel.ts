import type { Connection } from "../client/connect.ts";
import type { WriteOptions } from "../client/options.ts";
import { deleteTransferBalance, patchAdjustBalance, patchTopupBalance } from "./operations.ts";

/** Cancels an open top-up, such as an auto-top-up. The record stays. */
export const cancelTopupBalance = (connection: Connection, id: string, options?: WriteOptions) =>
  patchTopupBalance(connection, id, { status: "cancelled" }, options);

/** Cancels an open adjustment. The record stays. */
export const cancelAdjustBalance = (connection: Connection, id: string, options?: WriteOptions) =>
  patchAdjustBalance(connection, id, { status: "cancelled" }, options);

/** Cancels an open transfer with DELETE, because the contract's update schema has no status. */
export const cancelTransferBalance = deleteTransferBalance;
