import { operations } from "@tmf654/contract";
import { suggest } from "./suggest.ts";

/** The operations of the contract. */
const contractIds: readonly string[] = Object.keys(operations);

/** Every operation that a request may be: the contract's, and those that a profile can add. */
export const operationIds: readonly string[] = [...contractIds, "createBucket", "deleteBucket"];

/** What to tell of an operation's name that nothing has; undefined when it is known. */
export function unknownOperation(id: string, known = contractIds): string | undefined {
  if (known.includes(id)) return undefined;
  const near = suggest(id, known);
  const hint =
    near.length > 0 ? `did you mean ${near.join(" or ")}?` : `there are ${known.join(", ")}`;
  return `no operation is called ${id}; ${hint}`;
}
