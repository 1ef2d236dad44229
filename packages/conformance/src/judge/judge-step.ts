/** What the responses of one step show. Pure: a recorded run can be judged again. */
import type { CaseStep } from "../model/case.ts";
import type { Expectation } from "../model/expectation.ts";
import type { RecordedCall, RecordedCheck } from "../model/report.ts";
import { checkExpectation, type JudgedCheck } from "./check.ts";
import { type KnownValues, MissingReference } from "./resolve.ts";

/** How a step ended: `unseen` when it held only because there was nothing to look at. */
export interface JudgedStep {
  readonly end: "held" | "failed" | "blocked" | "unseen";
  readonly reason: string;
  readonly checks: readonly RecordedCheck[];
}

const success = [200, 201, 202, 204, 206] as const;

/** Judges a step by its calls: first what the case takes for granted, then what it expects. */
export function judgeStep(
  step: CaseStep,
  calls: readonly RecordedCall[],
  known: KnownValues,
): JudgedStep {
  const given = [...impliedGiven(step), ...(step.given ?? [])];
  const checks: JudgedCheck[] = [];
  try {
    for (const expectation of given) {
      const check = checkExpectation(expectation, calls, known);
      checks.push(check);
      if (!check.ok) {
        const reason = `it could not be checked: ${sentence(check)}`;
        return { end: "blocked", reason, checks };
      }
    }
    for (const expectation of step.expect ?? []) {
      checks.push(checkExpectation(expectation, calls, known));
    }
  } catch (error) {
    if (!(error instanceof MissingReference)) throw error;
    return { end: "blocked", reason: `it could not be checked: ${error.message}`, checks };
  }
  const plain = checks.map(({ vacuous: _, ...check }) => check);
  const failed = checks.find(({ ok }) => !ok);
  if (failed !== undefined) return { end: "failed", reason: sentence(failed), checks: plain };
  const unseen = checks.find(({ vacuous }) => vacuous);
  if (unseen === undefined) return { end: "held", reason: "", checks: plain };
  const reason = `the list has nothing to see it by: ${unseen.expected}`;
  return { end: "unseen", reason, checks: plain };
}

/** A step that says nothing about its status takes a success for granted. */
function impliedGiven(step: CaseStep): readonly Expectation[] {
  const said = [...(step.given ?? []), ...(step.expect ?? [])];
  if (said.some((one) => "status" in one || "responses" in one)) return [];
  if (!("call" in step) || (step.times ?? 1) > 1) return [];
  return [{ status: success }];
}

function sentence({ expected, actual }: RecordedCheck): string {
  return `expected that ${expected}; got ${actual || "something else"}`;
}
