import { isTmf654Error } from "../errors/is-tmf654-error.ts";
import type { ReconcileOptions, Reconciliation } from "../errors/unknown-outcome-error.ts";
import type { CallState, ClientCall, ClientCore } from "../pipeline/client-call.ts";
import { type FinishedCall, runCall } from "../pipeline/run-call.ts";
import { serializeQuery } from "../pipeline/serialize.ts";
import { wait } from "../pipeline/time-limit.ts";
import { parseDate } from "../platform/platform.ts";
import { statusOf } from "../resources/status.ts";
import {
  type Criteria,
  contradicts,
  hasPatchedState,
  matchesSentBody,
  mayBelongTo,
  meetsCriteria,
  ownerCriteria,
  type SentBody,
  uniqueCriteria,
} from "./match.ts";

/** A write of unknown outcome. */
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
 * Reads the list or resource that the write changes. Normalizes the response but does not check it,
 * because the action to find may be invalid.
 */
function readAffected(
  { core, state }: UnconfirmedWrite,
  expects: "one" | "list",
  signal: AbortSignal | undefined,
  query?: object,
): Promise<FinishedCall> {
  const { call } = state;
  const { validation: _, ...options } = core.options;
  const readCall: ClientCall = {
    ...call,
    operation: `reconcile ${call.operation}`,
    method: "GET",
    search: query && (() => serializeQuery(query)),
    body: undefined,
    write: undefined,
    options: { ...call.options, signal },
    expects,
  };
  return runCall({ ...core, options }, readCall, (done) => done);
}

/** Reads the resource of a PATCH or DELETE and decides the verdict. */
async function checkResource(
  write: UnconfirmedWrite,
  signal?: AbortSignal,
): Promise<Reconciliation> {
  const { method, sent } = write.state.call;
  const isDelete = method === "DELETE";
  try {
    const { value } = await readAffected(write, "one", signal);
    const resource = value as FoundAction;
    const isApplied = hasPatchedState(
      isDelete ? { status: "cancelled" } : (sent as SentBody),
      resource,
    );
    const verdict = isApplied === undefined ? "undecided" : isApplied ? "applied" : "notApplied";
    return { verdict, resource, candidates: [resource] };
  } catch (error) {
    if (isDelete && isTmf654Error(error, "NotFoundError")) {
      return { verdict: "applied", candidates: [] };
    }
    throw error;
  }
}

/** The tolerance for the `Date` header: it has no milliseconds, and responses take time. */
const headerToleranceMs = 2000;

/**
 * The largest difference between clocks behind one gateway, in milliseconds. An action that is too
 * old by this much may still match.
 */
const clockDifferenceMs = 300_000;

/** The tolerance for a date without a time zone, which may be too early or too late: two days. */
const noZoneToleranceMs = 172_800_000;

/**
 * Whether the action was requested after `startedAt`, in server time. `undefined` if that is
 * unclear, for example if its date is after `now`, the time of the server's clock.
 */
function isRequestedAfter(
  { requestedDate }: FoundAction,
  startedAt: number,
  now: number,
): boolean | undefined {
  const [text, zone] = /^\d{4}-.*?(z|[+-]\d\d:?\d\d)?$/i.exec(requestedDate ?? "") ?? [""];
  const at = parseDate(text);
  if (at > now + clockDifferenceMs) return undefined;
  if (zone && at >= startedAt - headerToleranceMs) return true;
  return at < startedAt - (zone ? clockDifferenceMs : noZoneToleranceMs) ? false : undefined;
}

/** The result of reading a list. */
interface ListReading {
  readonly all: readonly FoundAction[];
  /** Whether all matching actions were read. */
  readonly isWhole: boolean;
  /**
   * The milliseconds by which the server's clock is ahead of the client's clock; `NaN` if unknown.
   */
  readonly ahead: number;
}

const maxPages = 20;

/**
 * Reads a list to its end. To prove the end, the function requests the last record again: no other
 * record may follow. Short pages and an ignored `offset` therefore prove nothing.
 */
async function readAll(
  write: UnconfirmedWrite,
  signal?: AbortSignal,
  query?: object,
): Promise<ListReading> {
  const foundActions = new Map<unknown, FoundAction>();
  let ahead = Number.NaN;
  for (let pageIndex = 0; ; pageIndex += 1) {
    const { size } = foundActions;
    const pageQuery = pageIndex ? { ...query, offset: size - 1 } : query;
    const listResult = await readAffected(write, "list", signal, pageQuery).catch((error) => {
      // A server without paging returns all records in the first page.
      if (!pageIndex || !isTmf654Error(error, "BadRequestError")) throw error;
    });
    const { headers, status } = listResult?.response ?? {};
    const items = ((listResult?.value ?? []) as FoundAction[]).filter(Boolean);
    for (const item of items) foundActions.set(item.id ?? JSON.stringify(item), item);
    if (!pageIndex) ahead = parseDate(headers?.get("date") ?? "") - write.core.platform.now();
    if (foundActions.size > size && foundActions.size > 1 && pageIndex < maxPages) continue;
    const total = Number(headers?.get("x-total-count") ?? foundActions.size);
    // An empty body may be an incomplete one.
    const isComplete = status === 204 || (status !== 206 && listResult?.response.body);
    const isLast = pageIndex ? items.length === 1 && foundActions.size === size : !!isComplete;
    return {
      all: [...foundActions.values()],
      isWhole: isLast && total <= foundActions.size,
      ahead,
    };
  }
}

const isEmpty = (criteria: Criteria) => !Object.keys(criteria).length;

/**
 * Decides from a list whether the action was applied. `startedAt` is in the client's time. The
 * clock of `Date` may differ from the clock of `requestedDate`, so time alone cannot exclude an
 * action.
 */
function decideVerdict(
  { core, state: { call, startedAt } }: UnconfirmedWrite,
  { all, isWhole, ahead }: ListReading,
): Reconciliation {
  const sentBody = call.sent as SentBody;
  const [proof, owners] = [uniqueCriteria(sentBody), ownerCriteria(sentBody)];
  const now = core.platform.now() + ahead;
  const isAfterCall = (found: FoundAction) => isRequestedAfter(found, startedAt + ahead, now);
  const hasProof = !isEmpty(proof);
  const isProven = (found: FoundAction) => hasProof && meetsCriteria(found, proof);
  const similarActions = all.filter(
    (found) =>
      isProven(found) ||
      (mayBelongTo(owners, found) &&
        (isAfterCall(found) !== false || !contradicts(found, sentBody))),
  );
  // A failed action is in the list, but did not change the balance.
  const liveActions = similarActions.filter((found) => statusOf(found) !== "failed");
  const [match, secondMatch] = liveActions.filter((found) =>
    hasProof
      ? isProven(found) && mayBelongTo(owners, found)
      : isAfterCall(found) && matchesSentBody(sentBody, owners, found),
  );
  if (match && !secondMatch && /^(created|completed)$/.test(statusOf(match))) {
    return { verdict: "applied", resource: match, candidates: [match] };
  }
  const [similarAction, other] = similarActions;
  const isAbsent = !liveActions.length && isWhole && !Number.isNaN(ahead);
  return {
    verdict: isAbsent ? "notApplied" : "undecided",
    ...(isAbsent && similarAction && !other && { resource: similarAction }),
    candidates: similarActions,
  };
}

/**
 * Looks for the action of a POST in a list. A filter may miss the action, because the server may
 * write an id differently. An empty result counts only if the filter finds other actions of the
 * same owners. Otherwise the list is read without a filter. A filter by a code proves no absence.
 * It may find only a failed action with the code as it was sent, because others are masked.
 */
async function searchAction(
  write: UnconfirmedWrite,
  signal?: AbortSignal,
): Promise<Reconciliation> {
  const sentBody = write.state.call.sent as SentBody;
  const owners = ownerCriteria(sentBody);
  for (const criteria of [uniqueCriteria(sentBody), owners]) {
    if (isEmpty(criteria)) continue;
    const query = { ...criteria, sort: "-requestedDate", limit: 200 };
    const reading = await readAll(write, signal, query).catch((error) => {
      if (!isTmf654Error(error, "BadRequestError")) throw error;
    });
    if (!reading) continue;
    const isWhole = reading.isWhole && reading.all.some((found) => meetsCriteria(found, criteria));
    const result = decideVerdict(write, { ...reading, isWhole });
    if (result.verdict === "notApplied" ? criteria === owners : result.candidates.length)
      return result;
  }
  return decideVerdict(write, await readAll(write, signal));
}

/**
 * Reads from the server until the outcome of a write is known. The write may still be in progress,
 * so the verdict is `notApplied` only after `waitMs`.
 */
export async function reconcile(
  core: ClientCore,
  state: CallState,
  { waitMs = 5000, pollMs = 500, signal }: ReconcileOptions = {},
): Promise<Reconciliation> {
  const { platform } = core;
  const readState = state.call.method === "POST" ? searchAction : checkResource;
  const deadline = platform.now() + waitMs;
  for (;;) {
    const result = await readState({ core, state }, signal);
    const remainingMs = deadline - platform.now();
    if (result.verdict === "applied" || remainingMs <= 0) return result;
    await wait({ platform, ms: Math.min(pollMs, remainingMs), signal });
  }
}
