import { operations } from "@tmf654/contract";
import { suggestionText } from "./suggest.ts";

/** The operations of the contract. */
const contractIds: readonly string[] = Object.keys(operations);

/** All operation ids: those of the contract, and those that a profile can add. */
export const knownOperationIds: readonly string[] = [
  ...contractIds,
  "createBucket",
  "deleteBucket",
];

/** Creates the message for an unknown operation. Returns `undefined` if the operation exists. */
export function unknownOperationMessage(id: string, knownIds = contractIds): string | undefined {
  if (knownIds.includes(id)) return undefined;
  return `is an unknown operation: ${id}${suggestionText(id, knownIds)}`;
}
