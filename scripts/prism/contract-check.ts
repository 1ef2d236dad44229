/**
 * The check of one HTTP call against a contract by the Prism of this repository. The paths of the
 * document must include the base path (see `openapi.folded.json`).
 */
import {
  type ContractCheck,
  createContractCheck as createCheck,
} from "../../packages/mock/src/guard/contract-check.ts";
import { findPrism } from "../../packages/mock/src/guard/prism-modules.ts";
import { root } from "../packages.ts";

export {
  type CheckedCall,
  type CheckResult,
  type ContractCheck,
  type ContractIssue,
  formatContractIssues,
} from "../../packages/mock/src/guard/contract-check.ts";

const prism = findPrism(root).load();

/** Creates the check for a document. */
export function createContractCheck(document: object): Promise<ContractCheck> {
  return createCheck(document, prism);
}
