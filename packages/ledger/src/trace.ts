/**
 * `@tmf654/ledger/trace`: the rules of a decision, with the facts that they read.
 *
 * @module
 */

export {
  type CheckedRule,
  type DecisionTrace,
  type FactValue,
  traceDecision,
} from "./views/trace.ts";
