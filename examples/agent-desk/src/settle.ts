/** Writes whose response may be lost: the outcome comes from the response, or from reading. */
import {
  isTmf654Error,
  metaOf,
  type UnknownOutcomeError,
  type WrittenResource,
} from "@tmf654/client";

/** A write that the server executed. */
export interface Settled {
  readonly record: WrittenResource;
  /** The proof that the server executed it. */
  readonly proof: string;
}

/** The error when neither a response nor reading shows whether the server executed the write. */
export class OutcomeError extends Error {
  override name = "OutcomeError";
}

/** The error when the server executed nothing, so that the order can be sent again. */
export class NotAppliedError extends Error {
  override name = "NotAppliedError";
}

/**
 * Sends a write. After a lost response, reads the outcome from the server, and never calls `write`
 * again.
 */
export async function settle(write: () => Promise<WrittenResource>): Promise<Settled> {
  try {
    const record = await write();
    const attempts = metaOf(record)?.attempts ?? 1;
    const proof = attempts > 1 ? `the response to attempt ${attempts}` : "the response";
    return { record, proof };
  } catch (error) {
    if (!isTmf654Error(error, "UnknownOutcomeError")) throw error;
    return readOutcome(error);
  }
}

const checkHistory = "Check the history of the bucket before you send the order again";

async function readOutcome(error: UnknownOutcomeError): Promise<Settled> {
  const { verdict, resource, candidates } = await error.reconcile().catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new OutcomeError(
      `the response was lost, and reading failed too: ${why}. ${checkHistory}`,
    );
  });
  if (verdict === "applied" && resource) {
    return { record: resource, proof: "read from the server, because the response was lost" };
  }
  if (verdict === "notApplied") {
    throw new NotAppliedError("the response was lost, and the server executed nothing: try again");
  }
  const ids = candidates.map(({ id }) => id).join(", ") || "none";
  throw new OutcomeError(
    "the response was lost, and the records do not show the outcome. " +
      `Candidates: ${ids}. ${checkHistory}`,
  );
}
