import type { Fault } from "../ports/fault.ts";
import type { HandlerOptions } from "../ports/handler.ts";
import type { MockResponse, RequestView } from "../ports/http-message.ts";
import type { Body } from "../ports/resource.ts";
import { issuesMessage } from "../schema/issues.ts";
import { responseIssues } from "../schema/messages.ts";
import { readBody } from "./body.ts";
import type { Call } from "./call.ts";
import { faultBody } from "./errors.ts";
import { simulatedAnswer, spoil } from "./faults.ts";
import type { IdempotencyMemory } from "./idempotency.ts";
import { readPrefer } from "./prefer.ts";
import { list, retrieve } from "./reads.ts";
import { errorAnswer, faultAnswer, issuesAnswer } from "./responses.ts";
import { bodyIssues, withArrays } from "./validate.ts";
import { write } from "./writes.ts";

/** Performs a call: body, wishes and faults before, the engine, faults after, the journal. */
export type Performer = (call: Call) => MockResponse | Promise<MockResponse>;

type Received =
  | { readonly kind: "received"; readonly body: Body; readonly text: string }
  /** `body`: what was sent, where it could be read. */
  | { readonly kind: "refused"; readonly refusal: MockResponse; readonly body: Body | undefined };

/** A call under way, with what the journal and the fault rules see of it. */
type Job = {
  readonly call: Call;
  readonly options: HandlerOptions;
  readonly view: RequestView | undefined;
  /** Set by the engine: what to do to the answer after the commit. */
  fault: Fault | undefined;
};

const longestKey = 255;

/** A performer over one memory of idempotency keys. */
export function createPerformer(options: HandlerOptions, memory: IdempotencyMemory): Performer {
  return (bare) => {
    const read = bare.operation.body === null ? undefined : receive(bare);
    const call = read?.kind === "received" ? { ...bare, body: read.body } : bare;
    const view = options.faults || options.observe ? viewOf(call, read) : undefined;
    const job: Job = { call, options, view, fault: undefined };
    const text = read?.kind === "received" ? read.text : "";
    const answer =
      read?.kind === "refused" ? preceded(job, () => read.refusal) : keyed(job, memory, text);
    return view && options.observe ? told(options.observe, view, answer) : answer;
  };
}

function told(
  observe: NonNullable<HandlerOptions["observe"]>,
  view: RequestView,
  answer: MockResponse | Promise<MockResponse>,
): MockResponse | Promise<MockResponse> {
  if (answer instanceof Promise) return answer.then((settled) => told(observe, view, settled));
  observe(view, answer);
  return answer;
}

function viewOf(call: Call, read?: Received): RequestView {
  const { operation, request, query } = call;
  const path = call.path.slice(call.basePath.length);
  const { method, header, headers } = request;
  return { operation: operation.id, method, path, query, header, headers, body: read?.body };
}

/** The body, checked against its schema; every violation in one refusal. */
function receive({ settings, operation, request }: Call): Received {
  const read = readBody(request, settings.maximumBodyBytes);
  if ("refusal" in read) return { kind: "refused", refusal: read.refusal, body: undefined };
  const body = settings.arrays ? read.body : withArrays(operation, read.body);
  const issues = bodyIssues(operation, body, settings);
  if (issues.length > 0) return { kind: "refused", refusal: issuesAnswer(issues), body };
  return { kind: "received", body, text: read.text };
}

/** A POST with a key runs once, waits included; what spoils an answer afterwards is not remembered. */
function keyed(
  job: Job,
  memory: IdempotencyMemory,
  text: string,
): MockResponse | Promise<MockResponse> {
  const { operation, request, engine, settings, path } = job.call;
  const key = operation.method === "POST" ? request.header("idempotency-key") : undefined;
  const run = (): MockResponse | Promise<MockResponse> => preceded(job, () => execute(job));
  if (key === undefined) return followed(job, run());
  if (key.trim() === "" || key.length > longestKey) {
    const message = `Idempotency-Key must have 1 to ${longestKey} characters.`;
    return faultAnswer("badHeader", message);
  }
  const scope = JSON.stringify([key, request.header("authorization") ?? "", path]);
  const keyedRequest = { scope, body: text, now: engine.now(), ttlMs: settings.idempotencyTtlMs };
  return followed(job, memory.once(keyedRequest, run));
}

/** What was asked for before anything happens: a wait, another answer, no answer. */
function preceded(
  { call, options, view }: Job,
  run: () => MockResponse,
): MockResponse | Promise<MockResponse> {
  const preferences = readPrefer(call.request.header("prefer"));
  const fault = view && options.faults?.(view, "before");
  const delayMs = Math.max(preferences.delayMs ?? 0, fault?.delayMs ?? 0);
  const go = (): MockResponse => {
    if (preferences.code !== undefined) return simulatedAnswer(preferences.code);
    return fault?.kind ? spoil(simulatedAnswer(fault.status ?? 503), fault) : run();
  };
  return delayMs > 0 && options.sleep ? options.sleep(delayMs).then(go) : go();
}

/** What a rule or the engine does to an answer after the commit. */
function followed(
  job: Job,
  answer: MockResponse | Promise<MockResponse>,
): MockResponse | Promise<MockResponse> {
  if (answer instanceof Promise) return answer.then((settled) => followed(job, settled));
  if (answer.simulated) return answer;
  const { options, view } = job;
  const fault = job.fault ?? (view && options.faults?.(view, "after"));
  if (!fault) return answer;
  const spoilt = spoil(answer, fault);
  if (!fault.delayMs || !options.sleep) return spoilt;
  return options.sleep(fault.delayMs).then(() => spoilt);
}

function execute(job: Job): MockResponse {
  const { call, options } = job;
  if (call.operation.method === "GET") {
    return checked(job, call.operation.isList ? list(call) : retrieve(call));
  }
  const { answer, fault } = write(call);
  job.fault = fault;
  return options.checkAnswers ? checked(job, answer) : answer;
}

/** With `checkAnswers`, an answer that breaks the contract becomes a 500 that says how. */
function checked({ call, options }: Job, answer: MockResponse): MockResponse {
  if (!options.checkAnswers || answer.status >= 300 || answer.body === undefined) return answer;
  if (call.query.includes("fields")) return answer;
  const body: unknown = JSON.parse(answer.body);
  const issues = responseIssues(call.operation, body);
  if (issues.length === 0) return answer;
  const message = `The mock's own answer breaks the contract: ${issuesMessage(issues)}`;
  return errorAnswer(faultBody("internal", message, issues));
}
