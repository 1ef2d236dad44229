import { createRequire } from "node:module";
import { basePath } from "@tmf654/contract";
import type { ContractGuard, GuardedCall } from "../ports/contract-guard.ts";
import { type ContractCheck, type ContractIssue, createContractCheck } from "./contract-check.ts";
import type { InstalledPrism } from "./prism-modules.ts";

/** Creates a guard that checks each call with Prism, against the contract of the mock. */
export async function createPrismGuard({ load }: InstalledPrism): Promise<ContractGuard> {
  const document: object = createRequire(import.meta.url)("@tmf654/contract/openapi.folded.json");
  const check = await createContractCheck(document, load());
  return (call) => guard(call, check);
}

async function guard(call: GuardedCall, check: ContractCheck) {
  const { method, path, requestHeaders, requestBody, status, headers, body } = call;
  const checkResult = await check({
    method,
    url: `${basePath}${path}`,
    requestHeaders,
    ...(requestBody !== undefined && { requestBody }),
    status,
    headers,
    ...(body !== undefined && { body }),
  });
  const addSide = (side: "request" | "response", issues: readonly ContractIssue[]) =>
    issues.map((issue) => ({ in: side, ...issue }));
  return [...addSide("request", checkResult.request), ...addSide("response", checkResult.response)];
}
