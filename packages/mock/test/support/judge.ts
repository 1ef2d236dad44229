/** Every answer of a declared operation is held to the contract by Prism's validators. */
import folded from "@tmf654/contract/openapi.folded.json" with { type: "json" };
import {
  describeViolations,
  type Exchange,
  type Judge,
  judge,
  type Verdict,
} from "../../../../scripts/prism/judge.ts";

export type { Exchange, Verdict };

let contractJudge: Promise<Judge> | undefined;

/** The verdict on one exchange; the first loads the document. Undeclared operations pass. */
export async function judgeExchange(exchange: Exchange): Promise<Verdict> {
  contractJudge ??= judge(folded);
  return (await contractJudge)(exchange);
}

/** Throws when the answer breaks the contract, warnings counted. The request may be wrong. */
export async function expectContractKept(exchange: Exchange): Promise<void> {
  const { operationId, response } = await judgeExchange(exchange);
  if (response.length === 0) return;
  const call = `${exchange.method} ${exchange.url} -> ${exchange.status} (${operationId})`;
  throw new Error(
    `${call} breaks the contract:\n${describeViolations(response)}\n${exchange.body ?? ""}`,
  );
}
