import type { operations } from "./generated/operations.ts";

/** The id of one of the contract's 40 operations, such as `listBucket`. */
export type OperationId = keyof typeof operations;

/** A row of the table of operations, with literal types for a known id. */
export type Operation<Id extends OperationId = OperationId> = (typeof operations)[Id];
