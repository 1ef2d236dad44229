/** Checks every response of a declared operation against the contract, with Prism's validators. */
import folded from "@tmf654/contract/openapi.folded.json" with { type: "json" };
import {
  type CheckResult,
  type ContractCheck,
  createContractCheck,
  formatContractIssues,
  type RecordedCall,
} from "../../../../scripts/prism/contract-check.ts";

import { undeclaredParts } from "./undeclared.ts";

let contractJudge: Promise<ContractCheck> | undefined;

/** The result for one call; the first loads the document. Undeclared operations pass. */
export async function judgeExchange(exchange: RecordedCall): Promise<CheckResult> {
  contractJudge ??= createContractCheck(folded);
  return (await contractJudge)(exchange);
}

/** Responses that passed: over a socket most come a second time, byte for byte. */
const good = new Set<string>();
const ofTheConnection = new Set(["connection", "date", "keep-alive"]);

/** Throws when the response breaks the contract, warnings counted. The request may be wrong. */
export async function expectContractKept(exchange: RecordedCall): Promise<void> {
  const { method, url, status, body, headers } = exchange;
  const own = Object.entries(headers).filter(([name]) => !ofTheConnection.has(name));
  const key = JSON.stringify([method, url, status, body, own.sort()]);
  if (good.has(key)) return;
  const { operationId, response } = await judgeExchange(exchange);
  const undeclared =
    operationId === undefined ? [] : undeclaredParts({ operationId, status, headers, body });
  if (response.length === 0 && undeclared.length === 0) {
    good.add(key);
    return;
  }
  const call = `${exchange.method} ${exchange.url} -> ${exchange.status} (${operationId})`;
  throw new Error(
    `${call} breaks the contract:\n${formatContractIssues(response)}\nundeclared: ${undeclared}\n${exchange.body ?? ""}`,
  );
}
