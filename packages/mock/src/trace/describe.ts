import type { JournalEntry } from "../journal/journal.ts";
import { responseErrorOf } from "../journal/response-error.ts";
import type { FaultCheck } from "../ports/request-notes.ts";
import { stepTexts } from "../ports/step-texts.ts";
import { type PrecedenceStep, requestSteps, type StepName } from "../ports/steps.ts";
import { describeCommand } from "./describe-command.ts";
import { refusalRemedy } from "./remedies.ts";
import { responseRemedy } from "./response-remedies.ts";
import type { Trace, TraceCommand, TraceStep } from "./trace.ts";
import type { StoredTrace, TraceStore } from "./trace-store.ts";

/** The members of an error response. */
interface ErrorResponse {
  readonly code?: string;
  readonly message?: string;
  readonly errors?: unknown;
}

/** The parts of a trace. */
interface TraceSource {
  readonly entry: JournalEntry;
  readonly stored: StoredTrace | undefined;
  readonly commands: readonly TraceCommand[];
  /** The error in the response, or the failure of a failed task. */
  readonly error: ErrorResponse;
}

/**
 * Creates the trace of a request in the journal. Without stored facts the trace is not complete.
 */
export function describeTrace(
  entry: JournalEntry,
  storedTrace: StoredTrace | undefined,
  store: Pick<TraceStore, "policy">,
): Trace {
  const commands = (storedTrace?.commands ?? []).flatMap((command) => {
    const policy = store.policy(command.policyId);
    return policy ? [describeCommand(command, policy)] : [];
  });
  const error = readError(entry);
  const source = { entry, stored: storedTrace, commands, error };
  const { number, time, operation, method, path, query, status, decidedBy } = entry;
  const remedy = remedyOf(source);
  return {
    id: String(number),
    time,
    ...(operation !== undefined && { operation }),
    method,
    path: query === "" ? path : `${path}?${query}`,
    status,
    decidedBy,
    reason: reasonOf(source),
    ...(remedy !== undefined && { remedy }),
    isComplete: storedTrace !== undefined && commands.length === storedTrace.commands.length,
    ...(storedTrace && { profile: storedTrace.profile }),
    steps: stepsOf(source),
    commands,
  };
}

/** Returns the error of a response. The OAuth provider has other names for its members. */
function readError({ status, responseBody }: JournalEntry): ErrorResponse {
  const { error, error_description, ...rest } = responseErrorOf(status, responseBody);
  return typeof error === "string" && typeof error_description === "string"
    ? { code: error, message: error_description }
    : rest;
}

/** The steps that a request of this method has. */
function tableOf(method: string): readonly (PrecedenceStep & { readonly name: StepName })[] {
  const tableMethod = method === "HEAD" ? "GET" : method;
  const namedSteps: readonly (PrecedenceStep & { readonly name: StepName })[] = requestSteps;
  return namedSteps.filter(({ methods }) => methods === undefined || methods.includes(tableMethod));
}

function stepsOf(source: TraceSource): readonly TraceStep[] {
  const { decidedBy, method } = source.entry;
  const namedSteps = tableOf(method);
  const isChanged = namedSteps.some(({ name, kind }) => kind === "change" && name === decidedBy);
  // A step that changed the response did so after the operation, or after a replayed response.
  const decider = isChanged ? deciderBelow(source) : decidedBy;
  const decidedAt = namedSteps.findIndex(({ name }) => name === decider);
  return namedSteps.map((step, index): TraceStep => {
    const { name, kind } = step;
    const base = { name, text: stepTexts[name].text, facts: factsOf(name, source) };
    if (name === decidedBy && isChanged) return withRemedy({ ...base, result: "applied" }, source);
    if (kind === "change") {
      const isLater = index > namedSteps.findIndex((each) => each.name === decidedBy) || !isChanged;
      const wasRun = decider === "operation" || isRepeated(source, decider);
      return { ...base, result: !wasRun || (isChanged && isLater) ? "notReached" : "passed" };
    }
    if (index > decidedAt) return { ...base, result: "notReached" };
    if (index === decidedAt) return withRemedy({ ...base, result: "decided" }, source);
    const isApplied = kind === "prepare" && Object.keys(base.facts).length > 0;
    return isApplied
      ? { ...base, result: "applied", remedy: stepTexts[name].remedy }
      : { ...base, result: "passed" };
  });
}

/** Whether the response is that of an earlier request with the same key. */
function isRepeated({ error }: TraceSource, decider: StepName): boolean {
  return decider === "idempotencyKey" && !keyErrors.has(error.code);
}

/** The codes of an invalid key, of a failing database, and of a key with another body. */
const keyErrors: ReadonlySet<string | undefined> = new Set(["26", "503", "idempotencyKeyReused"]);

/** The step whose response was changed later. */
function deciderBelow({ entry, stored }: TraceSource): StepName {
  const hasKey = entry.requestHeaders["idempotency-key"] !== undefined && entry.method === "POST";
  return hasKey && stored?.commands.length === 0 ? "idempotencyKey" : "operation";
}

function withRemedy(step: TraceStep, source: TraceSource): TraceStep {
  const remedy = remedyOf(source);
  return remedy === undefined || step.name !== source.entry.decidedBy ? step : { ...step, remedy };
}

/** The change that leads to another response; undefined after a success. */
function remedyOf({ entry, commands, error }: TraceSource): string | undefined {
  const { decidedBy, status } = entry;
  const refusal = commands.find((command) => command.refusal)?.refusal;
  // Without stored facts, the code of the response names the refusal.
  const remedy = refusal?.remedy ?? refusalRemedy(error.code);
  if (decidedBy === "operation" && remedy !== undefined) return remedy;
  const remedyForCode = responseRemedy(decidedBy, error.code);
  if (remedyForCode !== undefined) return remedyForCode;
  const isRegularDecision =
    decidedBy === "operation" || decidedBy === "method" || decidedBy === "path";
  const isSuccess = status > 0 && status < 400;
  if (status === 304) return "Leave out `If-None-Match`, or send the tag of an older version.";
  if (isRegularDecision && isSuccess) return undefined;
  return stepTexts[decidedBy].remedy;
}

/** The rules that a request was compared with, and the one that applied. */
function faultFacts(
  storedTrace: StoredTrace | undefined,
  when: FaultCheck["when"],
): Record<string, unknown> {
  const rules = (storedTrace?.faults ?? []).filter((check) => check.when === when);
  return rules.length === 0 ? {} : { rules };
}

function factsOf(name: StepName, source: TraceSource): Readonly<Record<string, unknown>> {
  const { entry, stored, commands, error } = source;
  const { requestHeaders: headers } = entry;
  const headersNamed = (...names: readonly string[]) =>
    Object.fromEntries(
      names.flatMap((each) => (headers[each] === undefined ? [] : [[each, headers[each]]])),
    );
  const stepDetails: Partial<Record<StepName, Record<string, unknown>>> = {
    path: { path: entry.path },
    method: { ...(entry.operation !== undefined && { operation: entry.operation }) },
    credentials: headersNamed("authorization"),
    bodySize: headersNamed("content-length"),
    idempotencyKey: headersNamed("idempotency-key"),
    delay: headersNamed("prefer"),
    prefer: headersNamed("prefer"),
    faultBefore: faultFacts(stored, "before"),
    faultAfter: faultFacts(stored, "after"),
    body: headersNamed("content-type"),
    precondition: headersNamed("if-match"),
    query: entry.query === "" ? {} : { query: entry.query },
    testNumber: preparedFacts(commands),
    operation: {
      ...headersNamed("if-none-match"),
      commands: commands.map(({ command }) => command),
    },
  };
  const { code, message, errors } = error;
  const isDecider = name === entry.decidedBy;
  return {
    ...stepDetails[name],
    ...(isDecider && code !== undefined && { code }),
    ...(isDecider && message !== undefined && { message }),
    ...(isDecider && errors !== undefined && { errors }),
  };
}

/**
 * The test number and the test payment of a command. An approved payment is the default and is not
 * listed.
 */
function preparedFacts([command]: readonly TraceCommand[]): Record<string, unknown> {
  const { testNumber, payment } = command ?? {};
  return {
    ...testNumber,
    ...(payment !== undefined && payment !== "approved" && { payment }),
  };
}

function reasonOf(source: TraceSource): string {
  const { entry, stored, commands, error } = source;
  const appliedRule = stored?.faults.find((check) => check.result === "applied")?.id;
  const rule = appliedRule === undefined ? "A fault rule" : `The fault rule ${appliedRule}`;
  switch (entry.decidedBy) {
    case "prefer":
      return `The header Prefer asked for the status ${entry.status}.`;
    case "faultBefore":
      return `${rule} applied before the operation, which did not run.`;
    case "faultAfter":
      return `${rule} changed the response after the operation.`;
    case "lostResponse":
      return "A test number or a test payment dropped the connection after the operation.";
    case "idempotencyKey":
      if (!isRepeated(source, "idempotencyKey")) break;
      return "The first response with the Idempotency-Key was sent again. Nothing ran.";
    case "operation": {
      const [command] = commands;
      if (command?.refusal) {
        const { code, message } = command.refusal;
        return `The ledger refused the command ${command.command}: ${code} (${message}).`;
      }
      if (error.message !== undefined) break;
      if (entry.status === 304) return "If-None-Match names the current version.";
      if (command?.outcome === "unchanged") return "The requested state was already reached.";
      if (command) return `The ledger accepted the command ${command.command}.`;
      return "The operation succeeded.";
    }
  }
  const { code = String(entry.status), message } = error;
  if (message === undefined) return `The step ${entry.decidedBy} responded with ${entry.status}.`;
  return `The step ${entry.decidedBy} refused the request: ${code} (${message.replace(/\.$/, "")}).`;
}
