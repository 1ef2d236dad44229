import type { Connection } from "../connection.ts";
import type { WriteOptions } from "../options.ts";
import { deleteTransferBalance, patchAdjustBalance, patchTopupBalance } from "./operations.ts";

/** Cancels a top-up that is still open, such as an auto-top-up. The record stays. */
export const cancelTopupBalance = (connection: Connection, id: string, options?: WriteOptions) =>
  patchTopupBalance(connection, id, { status: "cancelled" }, options);

/** Cancels an adjustment that is still open. The record stays. */
export const cancelAdjustBalance = (connection: Connection, id: string, options?: WriteOptions) =>
  patchAdjustBalance(connection, id, { status: "cancelled" }, options);

/** Cancels an open transfer. By DELETE: the contract's update schema of a transfer has no status. */
export const cancelTransferBalance = deleteTransferBalance;
