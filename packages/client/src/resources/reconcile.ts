import { isTmf654Error } from "../errors/guard.ts";
import type { Reconciliation, UnknownOutcomeError } from "../errors/unknown-outcome-error.ts";
import type { CallOptions } from "../options.ts";
import { pause } from "../pipeline/bounded.ts";
import type { CallState, Core } from "../pipeline/call.ts";
import { type Performed, perform } from "../pipeline/perform.ts";
import { parseDate } from "../platform.ts";
import { fingerprint, isPatched, type Sent, sameAction, sameUnits } from "./same-action.ts";

type Found = { readonly id?: string; readonly status?: string; readonly requestedDate?: string };

const undecided = (candidates: readonly Found[]): Reconciliation => ({
  verdict: "undecided",
  candidates,
});

/** A failed action is recorded, but has moved nothing. */
function decided(resource: Found): Reconciliation {
  const verdict = resource.status === "failed" ? "notApplied" : "applied";
  return { verdict, resource, candidates: [resource] };
}

/** Reads where the write went: the same path, and the same id if it had one. */
function read(
  core: Core,
  state: CallState,
  expects: "one" | "list",
  signal: AbortSignal | undefined,
  query?: object,
): Promise<Performed> {
  const { operation, options, ...rest } = state.call;
  const { timeoutMs } = options;
  const look = {
    ...rest,
    operation: `reconcile ${operation}`,
    method: "GET",
    query,
    body: undefined,
    // Whatever fits the question will do: a check must not hide what is there.
    answer: "",
    options: { signal, timeoutMs } as CallOptions,
    expects,
  };
  return perform(core, look, (done) => done);
}

/** PATCH and DELETE: the resource itself says. */
async function lookAtResource(
  core: Core,
  state: CallState,
  signal?: AbortSignal,
): Promise<Reconciliation> {
  const { method, body } = state.call;
  const deleting = method === "DELETE";
  try {
    const { value } = await read(core, state, "one", signal);
    const resource = value as Found;
    const applied = deleting ? resource.status === "cancelled" : isPatched(body as Sent, resource);
    const verdict = applied === undefined ? "undecided" : applied ? "applied" : "notApplied";
    return { verdict, resource, candidates: [resource] };
  } catch (error) {
    if (deleting && isTmf654Error(error, "NotFoundError")) {
      return { verdict: "applied", candidates: [] };
    }
    throw error;
  }
}

/** The server's clock minus ours, from its `Date` header, which counts whole seconds. */
function clockOffset(date: string | null, now: number): number | undefined {
  const offset = parseDate(date ?? "") - now;
  return Number.isNaN(offset) ? undefined : offset;
}

const pageSize = 200;

/** A `Date` header is cut to the second, and answers take a moment. */
const toleranceMs = 2000;

/** Clocks behind one gateway differ: an action this much too old is not ours for certain either. */
const doubtMs = 300_000;

/** What a list says of the action sent. `startedAt` is in the server's time, if that is known. */
function judge(sent: Sent, all: readonly Found[], isAll: boolean, startedAt: number | undefined) {
  const { proof, unique } = fingerprint(sent);
  const same = all.filter((found) => sameAction(proof, found));
  const since = (found: Found, marginMs: number) =>
    !(parseDate(found.requestedDate ?? "") < (startedAt ?? 0) - marginMs);
  const isOurs = (found: Found) =>
    since(found, toleranceMs) || (unique && found.status !== "failed");
  const ours = same.filter(isOurs);
  const live = ours.filter(({ status }) => status !== "failed");
  const best = live[0] ?? ours[0];
  if (best) {
    const isDated = startedAt !== undefined && best.requestedDate !== undefined;
    const isSure = live.length < 2 && (unique || (isDated && sameUnits(sent, best)));
    return isSure ? decided(best) : undecided(ours);
  }
  const doubtful = same.filter((found) => since(found, doubtMs));
  const isSeen = isAll || all.some((found) => !since(found, toleranceMs));
  const isNone = isSeen && doubtful.length === 0 && (unique || startedAt !== undefined);
  return isNone ? ({ verdict: "notApplied", candidates: [] } as const) : undecided(doubtful);
}

/** POST: the list may hold the action. Filters narrow the reading; the comparison is ours. */
async function lookForAction(
  core: Core,
  state: CallState,
  signal?: AbortSignal,
): Promise<Reconciliation> {
  const { call, startedAt } = state;
  const sent = call.body as Sent;
  const query = { ...fingerprint(sent).filter, sort: "-requestedDate", limit: pageSize };
  const { answer, value } = await read(core, state, "list", signal, query).catch((error) => {
    if (!isTmf654Error(error, "BadRequestError")) throw error;
    return read(core, state, "list", signal);
  });
  const offset = clockOffset(answer.headers.get("date"), core.platform.now());
  const all = value as Found[];
  const total = Number(answer.headers.get("x-total-count") ?? all.length);
  const isAll = answer.status !== 206 && total <= all.length && all.length !== pageSize;
  return judge(sent, all, isAll, offset === undefined ? undefined : startedAt + offset);
}

/**
 * How a lost write is cleared up. A write may still be on its way, so "not applied" is only said
 * after looking again until `waitMs` has passed since the call.
 */
export function reconciler(core: Core, state: CallState): UnknownOutcomeError["reconcile"] {
  return async ({ waitMs = 5000, pollMs = 500, signal } = {}) => {
    const { platform } = core;
    const look = state.call.method === "POST" ? lookForAction : lookAtResource;
    const until = platform.now() + waitMs;
    for (;;) {
      const result = await look(core, state, signal);
      const left = until - platform.now();
      const refused = result.verdict === "notApplied" && result.resource?.status === "failed";
      if (result.verdict === "applied" || refused || left <= 0) return result;
      await pause({ platform, ms: Math.min(pollMs, left), signal });
    }
  };
}
