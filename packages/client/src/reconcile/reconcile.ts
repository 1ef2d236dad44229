import { isTmf654Error } from "../errors/guard.ts";
import type { Reconciliation, UnknownOutcomeError } from "../errors/unknown-outcome-error.ts";
import type { CallState, ClientCall, ClientCore } from "../pipeline/client-call.ts";
import { type FinishedCall, runCall } from "../pipeline/run-call.ts";
import { wait } from "../pipeline/time-limit.ts";
import { parseDate } from "../platform/platform.ts";
import { statusOf } from "../resources/status.ts";
import {
  type Criteria,
  isPatched,
  matchesSentBody,
  mayBelongTo,
  meets,
  ownerCriteria,
  type SentBody,
  uniqueCriteria,
} from "./match.ts";

/** A write without a readable response. */
interface UnconfirmedWrite {
  readonly core: ClientCore;
  readonly state: CallState;
}

interface FoundAction extends SentBody {
  readonly id?: string;
  readonly status?: string;
  readonly requestedDate?: string;
}

/**
 * Reads the path and id of the write. The response is normalized but not checked: an invalid body
 * may be the one to find.
 */
function read(
  { core, state }: UnconfirmedWrite,
  expects: "one" | "list",
  signal: AbortSignal | undefined,
  query?: object,
): Promise<FinishedCall> {
  const { call } = state;
  const { validation: _, ...options } = core.options;
  const readState = {
    ...call,
    operation: `reconcile ${call.operation}`,
    method: "GET",
    query,
    body: undefined,
    options: { ...call.options, signal } as ClientCall["options"],
    expects,
  };
  return runCall({ ...core, options }, readState, (done) => done);
}

/** PATCH and DELETE: reads the resource. */
async function checkResource(
  write: UnconfirmedWrite,
  signal?: AbortSignal,
): Promise<Reconciliation> {
  const { method, body } = write.state.call;
  const isDelete = method === "DELETE";
  try {
    const { value } = await read(write, "one", signal);
    const resource = value as FoundAction;
    const applied = isPatched(isDelete ? { status: "cancelled" } : (body as SentBody), resource);
    const verdict = applied === undefined ? "undecided" : applied ? "applied" : "notApplied";
    return { verdict, resource, candidates: [resource] };
  } catch (error) {
    if (isDelete && isTmf654Error(error, "NotFoundError")) {
      return { verdict: "applied", candidates: [] };
    }
    throw error;
  }
}

/** The `Date` header has no milliseconds, and responses take time. */
const headerToleranceMs = 2000;

/** Clocks behind one gateway differ. An action this much too old may still match. */
const clockDifferenceMs = 300_000;

/** A date without a time zone may be up to a day off in both directions. */
const noZoneToleranceMs = 172_800_000;

/**
 * Whether the action was requested after `startedAt`, in server time; `undefined` if that is
 * unclear.
 */
function isSince({ requestedDate }: FoundAction, startedAt: number): boolean | undefined {
  const [text, zone] = /^\d{4}-.*?(z|[+-]\d\d:?\d\d)?$/i.exec(requestedDate ?? "") ?? [""];
  const at = parseDate(text);
  if (zone && at >= startedAt - headerToleranceMs) return true;
  return at < startedAt - (zone ? clockDifferenceMs : noZoneToleranceMs) ? false : undefined;
}

/** The result of reading a list. */
interface ListReading {
  readonly all: readonly FoundAction[];
  /** Whether every matching action was read. */
  readonly isWhole: boolean;
  /** The server's clock minus ours; `NaN` if unknown. */
  readonly ahead: number;
}

const maxPages = 20;

/**
 * Reads a list to its end. The end is proven only when the last record, requested again, comes
 * alone. Short pages and an ignored `offset` therefore prove nothing.
 */
async function readAll(
  write: UnconfirmedWrite,
  signal?: AbortSignal,
  query?: object,
): Promise<ListReading> {
  const found = new Map<unknown, FoundAction>();
  let ahead = Number.NaN;
  for (let page = 0; ; page += 1) {
    const { size } = found;
    const paged = page ? { ...query, offset: size - 1 } : query;
    const done = await read(write, "list", signal, paged).catch((error) => {
      // A server without paging: the first page is all there is.
      if (!page || !isTmf654Error(error, "BadRequestError")) throw error;
    });
    const { headers, status } = done?.response ?? {};
    const items = ((done?.value ?? []) as FoundAction[]).filter(Boolean);
    for (const item of items) found.set(item.id ?? JSON.stringify(item), item);
    if (!page) ahead = parseDate(headers?.get("date") ?? "") - write.core.platform.now();
    if (found.size > size && found.size > 1 && page < maxPages) continue;
    const total = Number(headers?.get("x-total-count") ?? found.size);
    const isLast = page ? items.length === 1 && found.size === size : status !== 206;
    return { all: [...found.values()], isWhole: isLast && total <= found.size, ahead };
  }
}

const isEmpty = (criteria: Criteria) => Object.keys(criteria).length === 0;

/** Decides from a list whether the action was applied. `startedAt` is in our time. */
function decideVerdict(
  sent: SentBody,
  startedAt: number,
  { all, isWhole, ahead }: ListReading,
): Reconciliation {
  const [proof, owners] = [uniqueCriteria(sent), ownerCriteria(sent)];
  const since = (found: FoundAction) => isSince(found, startedAt + ahead);
  const isProven = (found: FoundAction) => !isEmpty(proof) && meets(found, proof);
  const similar = all.filter(
    (found) => isProven(found) || (since(found) !== false && mayBelongTo(owners, found)),
  );
  const matching = similar.filter((found) =>
    isEmpty(proof)
      ? since(found) && matchesSentBody(sent, owners, found)
      : isProven(found) && (since(found) ?? mayBelongTo(owners, found)),
  );
  const [live, secondLive] = matching.filter((found) => statusOf(found) !== "failed");
  if (live && !secondLive && /^(created|completed)$/.test(statusOf(live))) {
    return { verdict: "applied", resource: live, candidates: [live] };
  }
  // A failed action is recorded, but changed no balance.
  const failed = live ? undefined : matching[0];
  if (failed && similar.length === 1 && since(failed)) {
    return { verdict: "notApplied", resource: failed, candidates: similar };
  }
  const isAbsent = similar.length === 0 && isWhole && !Number.isNaN(ahead);
  return { verdict: isAbsent ? "notApplied" : "undecided", candidates: similar };
}

/**
 * POST: looks for the action in a list. A filter may miss it, because the server may write an id
 * differently. An empty result counts only when the filter finds other actions of the same owners;
 * otherwise the list is read without a filter.
 */
async function searchAction(
  write: UnconfirmedWrite,
  signal?: AbortSignal,
): Promise<Reconciliation> {
  const { call, startedAt } = write.state;
  const sent = call.body as SentBody;
  const owners = ownerCriteria(sent);
  for (const criteria of [uniqueCriteria(sent), owners]) {
    if (isEmpty(criteria)) continue;
    const query = { ...criteria, sort: "-requestedDate", limit: 200 };
    const view = await readAll(write, signal, query).catch((error) => {
      if (!isTmf654Error(error, "BadRequestError")) throw error;
    });
    if (!view) continue;
    const isTrusted = criteria === owners && view.all.some((found) => meets(found, owners));
    const isWhole = view.isWhole && isTrusted;
    const result = decideVerdict(sent, startedAt, { ...view, isWhole });
    if (result.verdict !== "undecided" || result.candidates.length) return result;
  }
  return decideVerdict(sent, startedAt, await readAll(write, signal));
}

/**
 * Creates `reconcile` for a write. The write may still be in progress, so `notApplied` is returned
 * only after `waitMs`.
 */
export function createReconcile(
  core: ClientCore,
  state: CallState,
): UnknownOutcomeError["reconcile"] {
  return async ({ waitMs = 5000, pollMs = 500, signal } = {}) => {
    const { platform } = core;
    const readState = state.call.method === "POST" ? searchAction : checkResource;
    const until = platform.now() + waitMs;
    for (;;) {
      const result = await readState({ core, state }, signal);
      const left = until - platform.now();
      const isFailed =
        result.verdict === "notApplied" && statusOf(result.resource ?? {}) === "failed";
      if (result.verdict === "applied" || isFailed || left <= 0) return result;
      await wait({ platform, ms: Math.min(pollMs, left), signal });
    }
  };
}
