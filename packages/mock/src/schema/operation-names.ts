import { operations } from "@tmf654/contract";
import { hint } from "./suggest.ts";

/** The operations of the contract. */
const contractIds: readonly string[] = Object.keys(operations);

/** Every operation that a request may be: the contract's, and those that a profile can add. */
export const operationIds: readonly string[] = [...contractIds, "createBucket", "deleteBucket"];

/** The message for an unknown operation; undefined when the operation exists. */
export function unknownOperation(id: string, known = contractIds): string | undefined {
  if (known.includes(id)) return undefined;
  return `no operation is called ${id}${hint(id, known)}`;
}
