/** The check of every response of a declared operation against the contract, by Prism. */
import folded from "@tmf654/contract/openapi.folded.json" with { type: "json" };
import {
  type CheckedCall,
  type CheckResult,
  type ContractCheck,
  createContractCheck,
  formatContractIssues,
} from "../../../../scripts/prism/contract-check.ts";

import { undeclaredParts } from "./undeclared.ts";

let contractCheck: Promise<ContractCheck> | undefined;

/**
 * Returns the result for one call. The first call loads the document. Undeclared operations pass.
 */
export async function checkCall(call: CheckedCall): Promise<CheckResult> {
  contractCheck ??= createContractCheck(folded);
  return (await contractCheck)(call);
}

/**
 * The responses that passed. Over a socket most of them arrive a second time with the same bytes.
 */
const good = new Set<string>();
const ofTheConnection = new Set(["connection", "date", "keep-alive"]);

/** Throws when the response breaks the contract. Warnings count too. The request may be wrong. */
export async function expectValidResponse(call: CheckedCall): Promise<void> {
  const { method, url, status, body, headers } = call;
  const own = Object.entries(headers).filter(([name]) => !ofTheConnection.has(name));
  const key = JSON.stringify([method, url, status, body, own.sort()]);
  if (good.has(key)) return;
  const { operationId, response } = await checkCall(call);
  const undeclared =
    operationId === undefined ? [] : undeclaredParts({ operationId, status, headers, body });
  if (response.length === 0 && undeclared.length === 0) {
    good.add(key);
    return;
  }
  const line = `${call.method} ${call.url} -> ${call.status} (${operationId})`;
  throw new Error(
    `${line} breaks the contract:\n${formatContractIssues(response)}\nundeclared: ${undeclared}\n${call.body ?? ""}`,
  );
}
