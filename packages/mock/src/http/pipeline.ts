import type { MockResponse } from "../ports/http-message.ts";
import {
  type PrecedenceStep,
  requestSteps,
  type StepName,
  type StepOfKind,
} from "../ports/steps.ts";
import type { HttpCall } from "./call.ts";
import { mapResponse, type PendingResponse } from "./responses.ts";

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

/** Creates the step that also records that a call has entered it. */
export function recordStep(name: StepName, step: DecidingStep): DecidingStep {
  return (call, next) => {
    call.decidedBy = name;
    return step(call, next);
  };
}

/** Composes the steps in the order of the table. */
export function composeSteps(
  steps: HttpSteps,
  table: readonly NamedStep[] = requestSteps,
): NextStep {
  const decide = table
    .filter(({ kind }) => kind === "decide")
    .reduceRight<NextStep>((next, { name }) => {
      const step = recordStep(name, steps.decide[name as StepOfKind<"decide">]);
      return (call) => step(call, next);
    }, unreachable);
  return table
    .filter(({ kind }) => kind === "change")
    .reduce<NextStep>((before, { name }) => {
      const step = steps.change[name as StepOfKind<"change">];
      return (call) => mapResponse(before(call), (response) => changed(step, name, call, response));
    }, decide);
}

/** Applies a changing step, unless the operation was not executed or a fault decided before. */
function changed(
  step: ChangingStep,
  name: StepName,
  call: HttpCall,
  response: MockResponse,
): PendingResponse {
  if (response.simulated || response.isUnexecuted) return response;
  return mapResponse(step(call, response), (final) => {
    if (final !== response) call.decidedBy = name;
    return final;
  });
}

/** The last step of the table always decides. */
function unreachable(): never {
  throw new Error("No step decided the response.");
}
