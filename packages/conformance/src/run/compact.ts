/** Shorter responses for a report: long bodies are cut, so that the file stays small. */
import type { CaseResult, RecordedCall, RecordedStep } from "../model/report.ts";

/** The maximum length of a body, for passed and for other cases. */
const keptLength = { passed: 400, other: 4000 } as const;

/** A case with cut bodies. */
export function compactCase(result: CaseResult): CaseResult {
  const maxLength = result.verdict === "passed" ? keptLength.passed : keptLength.other;
  return { ...result, steps: result.steps.map((step) => compactStep(step, maxLength)) };
}

function compactStep({ calls, checks }: RecordedStep, maxLength: number): RecordedStep {
  // Simultaneous requests are equal, so three are enough.
  return { calls: calls.slice(0, 3).map((call) => compactCall(call, maxLength)), checks };
}

/** A call with cut bodies. */
export function compactCall(
  call: RecordedCall,
  maxLength: number = keptLength.passed,
): RecordedCall {
  const sentBody = call.request.body;
  const request =
    sentBody === undefined
      ? call.request
      : { ...call.request, body: truncateText(sentBody, keptLength.other) };
  if (call.response === undefined) return { ...call, request };
  const { body: _, text, ...rest } = call.response;
  return { ...call, request, response: { ...rest, text: truncateText(text, maxLength) } };
}

function truncateText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  return `${text.slice(0, maxLength)}… (${text.length - maxLength} more characters)`;
}
