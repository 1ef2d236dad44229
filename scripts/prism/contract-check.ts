/**
 * The check of one HTTP call against a contract by the Prism of this repository. The paths of the
 * document must include the base path (see `openapi.folded.json`).
 */
import { createLogger } from "@stoplight/prism-core";
import { createInstance, getHttpOperationsFromSpec } from "@stoplight/prism-http";
import {
  type ContractCheck,
  createContractCheck as createCheck,
} from "../../packages/mock/src/guard/contract-check.ts";
import type { Prism } from "../../packages/mock/src/guard/prism-modules.ts";

export {
  type CheckResult,
  type ContractCheck,
  type ContractIssue,
  formatContractIssues,
  type RecordedCall,
} from "../../packages/mock/src/guard/contract-check.ts";

const prism = { createLogger, createInstance, getHttpOperationsFromSpec } as unknown as Prism;

/** Creates the check for a document. */
export function createContractCheck(document: object): Promise<ContractCheck> {
  return createCheck(document, prism);
}
