import { isTmf654Error } from "../errors/guard.ts";
import type { Reconciliation, UnknownOutcomeError } from "../errors/unknown-outcome-error.ts";
import { statusOf } from "../outcome.ts";
import { pause } from "../pipeline/bounded.ts";
import type { Call, CallState, Core } from "../pipeline/call.ts";
import { type Performed, perform } from "../pipeline/perform.ts";
import { parseDate } from "../platform.ts";
import {
  filterOf,
  isPatched,
  ownersOf,
  proofOf,
  resembles,
  type Sent,
  sameAction,
  says,
} from "./same-action.ts";

/** The write whose answer was lost. */
interface LostWrite {
  readonly core: Core;
  readonly state: CallState;
}

interface Found extends Sent {
  readonly id?: string;
  readonly status?: string;
  readonly requestedDate?: string;
}

/**
 * Reads where the write went: the same path, and the same id if it had one. The answers are mended
 * but not checked: what breaks its schema may be the very thing that is looked for.
 */
function read(
  { core, state }: LostWrite,
  expects: "one" | "list",
  signal: AbortSignal | undefined,
  query?: object,
): Promise<Performed> {
  const { call } = state;
  const { operation, path, answer = "", options } = call;
  const { timeoutMs } = options;
  const { validation: _, ...clientOptions } = core.options;
  const look: Call = {
    operation: `reconcile ${operation}`,
    method: "GET",
    path,
    ...("id" in call && { id: call.id }),
    query,
    options: { ...(signal && { signal }), ...(timeoutMs && { timeoutMs }) },
    expects,
    answer,
  };
  return perform({ ...core, options: clientOptions }, look, (done) => done);
}

/** PATCH and DELETE: the resource itself says. */
async function lookAtResource(lost: LostWrite, signal?: AbortSignal): Promise<Reconciliation> {
  const { method, body } = lost.state.call;
  const deleting = method === "DELETE";
  try {
    const { value } = await read(lost, "one", signal);
    const resource = value as Found;
    const applied = isPatched(deleting ? { status: "cancelled" } : (body as Sent), resource);
    const verdict = applied === undefined ? "undecided" : applied ? "applied" : "notApplied";
    return { verdict, resource, candidates: [resource] };
  } catch (error) {
    if (deleting && isTmf654Error(error, "NotFoundError")) {
      return { verdict: "applied", candidates: [] };
    }
    throw error;
  }
}

/** A `Date` header is cut to the second, and answers take a moment. */
const toleranceMs = 2000;

/** Clocks behind one gateway differ: an action this much too old may still be ours. */
const doubtMs = 300_000;

/** A date without a zone may be of any zone, here and there. */
const zonelessMs = 172_800_000;

/** Was the action asked for since then, in the server's time? `undefined`: that cannot be told. */
function isSince({ requestedDate }: Found, startedAt: number): boolean | undefined {
  const [text, zone] = /^\d{4}-.*?(z|[+-]\d\d:?\d\d)?$/i.exec(requestedDate ?? "") ?? [""];
  const at = parseDate(text);
  if (zone && at >= startedAt - toleranceMs) return true;
  return at < startedAt - (zone ? doubtMs : zonelessMs) ? false : undefined;
}

/** What was read of a list. */
interface View {
  readonly all: readonly Found[];
  /** Surely everything that the query finds. */
  readonly isWhole: boolean;
  /** The server's time, `NaN` if unknown. */
  readonly now: number;
}

const pagesAtMost = 20;

/**
 * Reads a list to its end, and no count but the proof of it: the last record is asked for once
 * more, and comes alone. So a server that cuts pages or ignores `offset` is not taken at its word.
 */
async function readAll(lost: LostWrite, signal?: AbortSignal, query?: object): Promise<View> {
  const found = new Map<unknown, Found>();
  let [isWhole, now] = [false, Number.NaN];
  for (let page = 0; page < pagesAtMost; page += 1) {
    const { size } = found;
    const paged = page === 0 ? query : { ...query, offset: size - 1 };
    const done = await read(lost, "list", signal, paged).catch((error) => {
      if (page > 0 && isTmf654Error(error, "BadRequestError")) return undefined;
      throw error;
    });
    if (!done) break;
    const { headers, status } = done.answer;
    const items = (done.value as Found[]).filter(Boolean);
    for (const item of items) found.set(item.id ?? JSON.stringify(item), item);
    const total = Number(headers.get("x-total-count") ?? Number.NaN);
    if (page === 0) now = parseDate(headers.get("date") ?? "");
    if (found.size > size && found.size > 1) continue;
    const isLast = page > 0 ? items.length === 1 : status !== 206;
    isWhole = isLast ? !(total > found.size) : total === found.size;
    break;
  }
  return { all: [...found.values()], isWhole, now };
}

/** What a list says of the action sent. */
function judge(sent: Sent, { all }: View, isSure: boolean, startedAt: number): Reconciliation {
  const [proof, owners] = [proofOf(sent), ownersOf(sent)];
  const isProven = (found: Found) => proof !== undefined && says(found, proof);
  const isNear = (found: Found) =>
    isProven(found) || (isSince(found, startedAt) !== false && resembles(owners, found));
  const isOurs = (found: Found) => {
    const since = isSince(found, startedAt);
    return proof
      ? isProven(found) && (since ?? resembles(owners, found))
      : since === true && sameAction(sent, found);
  };
  const near = all.filter(isNear);
  const ours = near.filter(isOurs);
  const live = ours.filter((found) => statusOf(found) !== "failed");
  const [resource] = live.length ? live : ours;
  if (resource && live.length === 1 && /^(created|completed)$/.test(statusOf(resource))) {
    return { verdict: "applied", resource, candidates: live };
  }
  // A failed action is recorded, but has moved nothing.
  const isRefused = live.length === 0 && near.length === 1;
  if (resource && isRefused && isSince(resource, startedAt)) {
    return { verdict: "notApplied", resource, candidates: near };
  }
  const verdict = near.length === 0 && isSure && startedAt > 0 ? "notApplied" : "undecided";
  return { verdict, candidates: near };
}

/**
 * POST: a list may hold the action. A filter may miss it, where the server writes an id in another
 * way: what it does not find is believed when it finds others of the same owners, else the list is
 * read without.
 */
async function lookForAction(lost: LostWrite, signal?: AbortSignal): Promise<Reconciliation> {
  const { call, startedAt } = lost.state;
  const sent = call.body as Sent;
  const owners = ownersOf(sent);
  for (const parts of [proofOf(sent), owners]) {
    const filter = filterOf(parts ?? {});
    if (Object.keys(filter).length === 0) continue;
    const query = { ...filter, sort: "-requestedDate", limit: 200 };
    const view = await readAll(lost, signal, query).catch((error) => {
      if (!isTmf654Error(error, "BadRequestError")) throw error;
    });
    if (!view) continue;
    const isSure = parts === owners && view.isWhole && view.all.some((one) => says(one, owners));
    const offset = view.now - lost.core.platform.now();
    const result = judge(sent, view, isSure, startedAt + offset);
    if (result.verdict !== "undecided" || result.candidates.length) return result;
  }
  const view = await readAll(lost, signal);
  return judge(sent, view, view.isWhole, startedAt + view.now - lost.core.platform.now());
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
      const result = await look({ core, state }, signal);
      const left = until - platform.now();
      const refused =
        result.verdict === "notApplied" && statusOf(result.resource ?? {}) === "failed";
      if (result.verdict === "applied" || refused || left <= 0) return result;
      await pause({ platform, ms: Math.min(pollMs, left), signal });
    }
  };
}
