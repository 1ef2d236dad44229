import type { operations } from "./generated/operations.ts";

/** The id of one of the contract's 40 operations, as published: `listBucket`. */
export type OperationId = keyof typeof operations;

/** A row of the table of operations; of a known id, its literal values. */
export type Operation<Id extends OperationId = OperationId> = (typeof operations)[Id];
