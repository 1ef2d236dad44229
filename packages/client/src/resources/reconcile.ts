import { isTmf654Error } from "../errors/guard.ts";
import type { Reconciliation, UnknownOutcomeError } from "../errors/unknown-outcome-error.ts";
import { statusOf } from "../outcome.ts";
import { pause } from "../pipeline/bounded.ts";
import type { Call, CallState, Core } from "../pipeline/call.ts";
import { type Performed, perform } from "../pipeline/perform.ts";
import { parseDate } from "../platform.ts";
import {
  bears,
  isPatched,
  type Marks,
  ownersOf,
  proofOf,
  resembles,
  type Sent,
  sameAction,
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
  const { validation: _, ...options } = core.options;
  const look = {
    ...call,
    operation: `reconcile ${call.operation}`,
    method: "GET",
    query,
    body: undefined,
    options: { ...call.options, signal } as Call["options"],
    expects,
  };
  return perform({ ...core, options }, look, (done) => done);
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

/** Clocks ahead one gateway differ: an action this much too old may still be ours. */
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
  /** The server's clock minus ours, `NaN` if that is unknown. */
  readonly ahead: number;
}

const pagesAtMost = 20;

/**
 * Reads a list to its end, and takes no word for it but this: the last record, asked for once more,
 * comes alone. So a server that cuts pages or ignores `offset` deceives nobody.
 */
async function readAll(lost: LostWrite, signal?: AbortSignal, query?: object): Promise<View> {
  const found = new Map<unknown, Found>();
  let ahead = Number.NaN;
  for (let page = 0; ; page += 1) {
    const { size } = found;
    const paged = page ? { ...query, offset: size - 1 } : query;
    const done = await read(lost, "list", signal, paged).catch((error) => {
      // Refusing to turn the page, it has shown what it will.
      if (!page || !isTmf654Error(error, "BadRequestError")) throw error;
    });
    const { headers, status } = done?.answer ?? {};
    const items = ((done?.value ?? []) as Found[]).filter(Boolean);
    for (const item of items) found.set(item.id ?? JSON.stringify(item), item);
    if (!page) ahead = parseDate(headers?.get("date") ?? "") - lost.core.platform.now();
    if (found.size > size && found.size > 1 && page < pagesAtMost) continue;
    const total = Number(headers?.get("x-total-count") ?? found.size);
    const isLast = page ? items.length === 1 && found.size === size : status !== 206;
    return { all: [...found.values()], isWhole: isLast && total <= found.size, ahead };
  }
}

const isEmpty = (marks: Marks) => Object.keys(marks).length === 0;

/** What a list says of the action sent. `startedAt` is in our time. */
function judge(sent: Sent, startedAt: number, { all, isWhole, ahead }: View): Reconciliation {
  const [proof, owners] = [proofOf(sent), ownersOf(sent)];
  const since = (found: Found) => isSince(found, startedAt + ahead);
  const isProven = (found: Found) => !isEmpty(proof) && bears(found, proof);
  const near = all.filter(
    (found) => isProven(found) || (since(found) !== false && resembles(owners, found)),
  );
  const ours = near.filter((found) =>
    isEmpty(proof)
      ? since(found) && sameAction(sent, owners, found)
      : isProven(found) && (since(found) ?? resembles(owners, found)),
  );
  const [live, another] = ours.filter((found) => statusOf(found) !== "failed");
  if (live && !another && /^(created|completed)$/.test(statusOf(live))) {
    return { verdict: "applied", resource: live, candidates: [live] };
  }
  // A failed action is recorded, but has moved nothing.
  const failed = live ? undefined : ours[0];
  if (failed && near.length === 1 && since(failed)) {
    return { verdict: "notApplied", resource: failed, candidates: near };
  }
  const isNone = near.length === 0 && isWhole && !Number.isNaN(ahead);
  return { verdict: isNone ? "notApplied" : "undecided", candidates: near };
}

/**
 * POST: a list may hold the action. A filter may miss it, where the server writes an id in another
 * way: that it finds nothing is believed when it finds others of the same owners, else the list is
 * read without.
 */
async function lookForAction(lost: LostWrite, signal?: AbortSignal): Promise<Reconciliation> {
  const { call, startedAt } = lost.state;
  const sent = call.body as Sent;
  const owners = ownersOf(sent);
  for (const marks of [proofOf(sent), owners]) {
    if (isEmpty(marks)) continue;
    const query = { ...marks, sort: "-requestedDate", limit: 200 };
    const view = await readAll(lost, signal, query).catch((error) => {
      if (!isTmf654Error(error, "BadRequestError")) throw error;
    });
    if (!view) continue;
    const isTrusted = marks === owners && view.all.some((found) => bears(found, owners));
    const isWhole = view.isWhole && isTrusted;
    const result = judge(sent, startedAt, { ...view, isWhole });
    if (result.verdict !== "undecided" || result.candidates.length) return result;
  }
  return judge(sent, startedAt, await readAll(lost, signal));
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
