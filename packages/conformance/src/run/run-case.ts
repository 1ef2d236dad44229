/** Run of one case: sends its requests one after another until the verdict is certain. */
import { checkStep } from "../checks/check-step.ts";
import type { ConformanceCase, EventStep, RequestStep } from "../model/case.ts";
import type { CaseResult, CaseVerdict, RecordedCall, RecordedStep } from "../model/report.ts";
import { operationOf } from "../plan/operations.ts";
import type { RunPlatform } from "../platform.ts";
import { isRecord, valueAt } from "../values/path.ts";
import {
  type KnownValues,
  MissingReference,
  resolveEdit,
  resolveText,
  resolveValue,
} from "../values/resolve.ts";
import type { Caller, CaseRequest } from "./caller.ts";
import type { CallbackInbox } from "./options.ts";

/** Settings of a case's run. */
export interface CaseRunSettings {
  readonly call: Caller;
  readonly knownValues: KnownValues;
  readonly inbox: CallbackInbox | undefined;
  readonly eventTimeoutMs: number;
  readonly platform: RunPlatform;
}

/** The result of a case, with whole responses. */
export async function runCase(
  candidate: ConformanceCase,
  settings: CaseRunSettings,
): Promise<CaseResult> {
  const { platform, inbox } = settings;
  const startedAt = platform.now();
  const firstEvent = inbox?.received().length ?? 0;
  const steps: RecordedStep[] = [];
  let knownValues = settings.knownValues;
  let [verdict, reason]: [CaseVerdict, string] = ["passed", ""];
  for (const step of candidate.steps) {
    try {
      const calls =
        "event" in step
          ? [await waitForEvent(step, knownValues, firstEvent, settings)]
          : await sendStep(step, knownValues, settings.call);
      const body = calls[0]?.response?.body;
      if (step.save !== undefined && body !== undefined)
        knownValues = { ...knownValues, [step.save]: body };
      const result = checkStep(step, calls, knownValues);
      steps.push({ calls, checks: result.checks });
      if (result.status === "passed") continue;
      verdict = result.status === "failed" ? "failed" : "inconclusive";
      reason = result.reason;
    } catch (error) {
      if (!(error instanceof MissingReference)) throw error;
      verdict = "inconclusive";
      reason = missingText(error.reference);
    }
    break;
  }
  return { ...describeCase(candidate), verdict, reason, ms: platform.now() - startedAt, steps };
}

/** The report of a case that was not run. */
export function describeCase(
  candidate: ConformanceCase,
): Omit<CaseResult, "verdict" | "reason" | "ms" | "steps"> {
  const { id, level, feature, title, rule, source, why, operations, needs } = candidate;
  return { id, level, feature, title, rule, source, why, operations, needs };
}

const resourceTexts: Readonly<Record<string, string>> = {
  bucket: "bucket to act on",
  second: "second bucket of the same unit",
  suspended: "suspended bucket",
  expired: "expired bucket",
  accumulated: "accumulated balance of the bucket",
};

const resourceFlags: Readonly<Record<string, string>> = {
  bucket: " (--bucket)",
  second: " (--receiver)",
};

function missingText(reference: string): string {
  const [root = "", name = ""] = reference.split(".");
  if (root === "items") return `the rule could not be checked: the server shows no ${name}`;
  if (root === "valid" || root === "patch") {
    const thing = name === "transferBalance" ? "second" : "bucket";
    return missingResourceText(thing);
  }
  const resourceText = resourceTexts[root];
  if (resourceText !== undefined && name === "") return missingResourceText(root);
  if (resourceText === undefined)
    return `the rule could not be checked: an earlier response has no ${reference}`;
  return `the rule could not be checked: the ${resourceText} has no ${reference.slice(root.length + 1)}`;
}

function missingResourceText(name: string): string {
  const text = `the rule could not be checked: no ${resourceTexts[name]} was found`;
  return `${text}${resourceFlags[name] ?? ""}`;
}

async function sendStep(
  step: RequestStep,
  knownValues: KnownValues,
  call: Caller,
): Promise<readonly RecordedCall[]> {
  const request = requestOf(step, knownValues);
  return Promise.all(Array.from({ length: step.times ?? 1 }, () => call(request)));
}

/** The request of a step. Throws `MissingReference`. */
export function requestOf(step: RequestStep, knownValues: KnownValues): CaseRequest {
  const space = step.call.indexOf(" ");
  return {
    operation: operationOf(step.call),
    method: step.call.slice(0, space),
    target: resolveText(step.call.slice(space + 1), knownValues, true),
    headers: step.headers && resolveHeaders(step.headers, knownValues),
    body: bodyOf(step.body, knownValues),
  };
}

function resolveHeaders(
  headers: Readonly<Record<string, string>>,
  knownValues: KnownValues,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, resolveText(value, knownValues)]),
  );
}

function bodyOf(body: RequestStep["body"], knownValues: KnownValues): string | undefined {
  if (body === undefined) return undefined;
  if ("raw" in body) return body.raw;
  if ("characters" in body) return JSON.stringify("a".repeat(body.characters - 2));
  if ("json" in body) return JSON.stringify(resolveValue(body.json, knownValues));
  return JSON.stringify(resolveEdit(body, knownValues));
}

/** The time between two reads of the inbox, in milliseconds. */
const inboxPollMs = 5;

async function waitForEvent(
  step: EventStep,
  knownValues: KnownValues,
  firstEvent: number,
  { inbox, eventTimeoutMs, platform }: CaseRunSettings,
): Promise<RecordedCall> {
  const id = resolveText(step.of, knownValues);
  const request = { method: "POST", url: inbox?.url ?? "", headers: {} };
  const operation = `event ${step.event}`;
  const start = platform.now();
  for (;;) {
    const events = (inbox?.received() ?? []).slice(firstEvent);
    const event = events.find((one) => isEventOf(one, step.event, id));
    const ms = platform.now() - start;
    if (event !== undefined) {
      const otherEventTypes = otherTypes(events, step.event, knownValues);
      const body = {
        ...(event as object),
        ...(otherEventTypes.length > 0 ? { others: otherEventTypes } : { others: [] }),
      };
      const text = JSON.stringify(event);
      return { operation, request, response: { status: 200, headers: {}, text, body }, ms };
    }
    if (ms >= eventTimeoutMs) {
      const error = `no ${step.event} about ${id} within ${eventTimeoutMs} ms`;
      return { operation, request, error, ms };
    }
    await platform.sleep(inboxPollMs);
  }
}

const eventTypeOf = (event: unknown): unknown => valueAt(event, "eventType");

function subjectOf(event: unknown): unknown {
  const payload = valueAt(event, "event");
  const [resource] = isRecord(payload) ? Object.values(payload) : [];
  return valueAt(resource, "id");
}

function isEventOf(event: unknown, type: string, id: string): boolean {
  return eventTypeOf(event) === type && subjectOf(event) === id;
}

/** Types of the other events about the resources of the case. */
function otherTypes(
  events: readonly unknown[],
  awaited: string,
  knownValues: KnownValues,
): readonly unknown[] {
  const knownIds = new Set(Object.values(knownValues).map((value) => valueAt(value, "id")));
  return events
    .filter((event) => eventTypeOf(event) !== awaited && knownIds.has(subjectOf(event)))
    .map(eventTypeOf);
}
