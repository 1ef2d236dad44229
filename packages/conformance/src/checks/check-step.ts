/** Verdict of one step, as a pure function: a recorded run can be checked again. */
import type { CaseStep } from "../model/case.ts";
import type { Expectation } from "../model/expectation.ts";
import type { RecordedCall, RecordedCheck } from "../model/report.ts";
import { type KnownValues, MissingReference } from "../values/resolve.ts";
import { checkExpectation, type ExpectationCheck } from "./check-expectation.ts";

/** The verdict of a step: `untested` when it passed only because a list had too few elements. */
export interface StepVerdict {
  readonly status: "passed" | "failed" | "blocked" | "untested";
  readonly reason: string;
  readonly checks: readonly RecordedCheck[];
}

const successStatuses = [200, 201, 202, 204, 206] as const;

/** Checks a step by its calls: first its preconditions, then its expectations. */
export function checkStep(
  step: CaseStep,
  calls: readonly RecordedCall[],
  knownValues: KnownValues,
): StepVerdict {
  const preconditions = [...impliedPrecondition(step), ...(step.given ?? [])];
  const checks: ExpectationCheck[] = [];
  try {
    for (const expectation of preconditions) {
      const check = checkExpectation(expectation, calls, knownValues);
      checks.push(check);
      if (!check.ok) {
        const reason = `the rule could not be checked: ${toSentence(check)}`;
        return { status: "blocked", reason, checks };
      }
    }
    for (const expectation of step.expect ?? []) {
      checks.push(checkExpectation(expectation, calls, knownValues));
    }
  } catch (error) {
    if (!(error instanceof MissingReference)) throw error;
    return { status: "blocked", reason: `the rule could not be checked: ${error.message}`, checks };
  }
  const recordedChecks = checks.map(({ vacuous: _, ...check }) => check);
  const failedCheck = checks.find(({ ok }) => !ok);
  if (failedCheck !== undefined)
    return { status: "failed", reason: toSentence(failedCheck), checks: recordedChecks };
  const untestedCheck = checks.find(({ vacuous }) => vacuous);
  if (untestedCheck === undefined) return { status: "passed", reason: "", checks: recordedChecks };
  const reason = `the list has too few elements to check this: ${untestedCheck.expected}`;
  return { status: "untested", reason, checks: recordedChecks };
}

/** A step without an expectation of its status needs a success. */
function impliedPrecondition(step: CaseStep): readonly Expectation[] {
  const expectations = [...(step.given ?? []), ...(step.expect ?? [])];
  if (expectations.some((one) => "status" in one || "responses" in one)) return [];
  if (!("call" in step) || (step.times ?? 1) > 1) return [];
  return [{ status: successStatuses }];
}

function toSentence({ expected, actual }: RecordedCheck): string {
  return `expected that ${expected}; got ${actual || "something else"}`;
}
