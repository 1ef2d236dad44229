import type { MockResponse } from "../ports/http-message.ts";
import {
  type PrecedenceStep,
  requestSteps,
  type StepName,
  type StepOfKind,
} from "../ports/steps.ts";
import type { HttpCall } from "./call.ts";
import type { PendingResponse } from "./responses.ts";

/** A function that continues with the next step. */
export type NextStep = (call: HttpCall) => PendingResponse;

/** A step that returns the response itself, or that of the next step. */
export type DecidingStep = (call: HttpCall, next: NextStep) => PendingResponse;

/** A step that may replace the response of an executed operation. */
export type ChangingStep = (call: HttpCall, response: MockResponse) => PendingResponse;

/** The code of each step that can give a response. */
export interface HttpSteps {
  readonly decide: Readonly<Record<StepOfKind<"decide">, DecidingStep>>;
  readonly change: Readonly<Record<StepOfKind<"change">, ChangingStep>>;
}

type NamedStep = PrecedenceStep & { readonly name: StepName };

/**
 * Composes the given deciding steps in the order of the table, followed by a last step. Each step
 * records that a call has entered it.
 */
export function composeDeciding(
  steps: Partial<HttpSteps["decide"]>,
  lastStep: NextStep,
  namedSteps: readonly NamedStep[] = requestSteps,
): NextStep {
  return namedSteps.reduceRight<NextStep>((next, { name }) => {
    const step = steps[name as StepOfKind<"decide">];
    if (!step) return next;
    return (call) => {
      call.decidedBy = name;
      return step(call, next);
    };
  }, lastStep);
}

/** Composes the steps in the order of the table. */
export function composeSteps(
  steps: HttpSteps,
  namedSteps: readonly NamedStep[] = requestSteps,
): NextStep {
  const decide = composeDeciding(steps.decide, unreachable, namedSteps);
  const changingSteps = namedSteps
    .filter(({ kind }) => kind === "change")
    .map(({ name }) => ({ name, step: steps.change[name as StepOfKind<"change">] }));
  return (call) => {
    const response = decide(call);
    return response instanceof Promise
      ? response.then((decidedResponse) => applyChanges(changingSteps, call, decidedResponse))
      : applyChanges(changingSteps, call, response);
  };
}

/**
 * Applies the changing steps, unless the operation was not executed or a fault has already decided
 * the response.
 */
function applyChanges(
  changingSteps: readonly { readonly name: StepName; readonly step: ChangingStep }[],
  call: HttpCall,
  decided: MockResponse,
): PendingResponse {
  let response = decided;
  let index = 0;
  for (const { name, step } of changingSteps) {
    index += 1;
    if (response.simulated || response.isUnexecuted) return response;
    const changedResponse = step(call, response);
    if (changedResponse === response) continue;
    call.decidedBy = name;
    if (changedResponse instanceof Promise) {
      const laterSteps = changingSteps.slice(index);
      return changedResponse.then((settledResponse) =>
        applyChanges(laterSteps, call, settledResponse),
      );
    }
    response = changedResponse;
  }
  return response;
}

/** The last step of the table always decides. */
function unreachable(): never {
  throw new Error("No step decided the response.");
}
