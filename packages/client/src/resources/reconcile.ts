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
  /** The server's clock. */
  readonly date: string | null | undefined;
}

const pagesAtMost = 20;

/**
 * Reads a list to its end, and takes no word for it but this: the last record, asked for once more,
 * comes alone. So a server that cuts pages or ignores `offset` deceives nobody.
 */
async function readAll(lost: LostWrite, signal?: AbortSignal, query?: object): Promise<View> {
  const found = new Map<unknown, Found>();
  let date: View["date"];
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
    date ??= headers?.get("date");
    if (found.size > size && found.size > 1 && page < pagesAtMost) continue;
    const total = Number(headers?.get("x-total-count") ?? found.size);
    const isLast = page ? items.length === 1 && found.size === size : status !== 206;
    return { all: [...found.values()], isWhole: isLast && total <= found.size, date };
  }
}

const isEmpty = (marks: Marks) => Object.keys(marks).length === 0;

/** What is looked for, and since when in the server's time, `NaN` if that is unknown. */
interface Wanted {
  readonly sent: Sent;
  readonly proof: Marks;
  readonly owners: Marks;
  readonly startedAt: number;
}

/** What a list says of the action sent. */
function judge(
  { sent, proof, owners, startedAt }: Wanted,
  all: readonly Found[],
  isSure: boolean,
): Reconciliation {
  const since = (found: Found) => isSince(found, startedAt);
  const hasProof = !isEmpty(proof);
  const isProven = (found: Found) => hasProof && bears(found, proof);
  const near = all.filter(
    (found) => isProven(found) || (since(found) !== false && resembles(owners, found)),
  );
  const ours = near.filter((found) =>
    hasProof
      ? isProven(found) && (since(found) ?? resembles(owners, found))
      : since(found) && sameAction(sent, owners, found),
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
  const isNone = near.length === 0 && isSure && startedAt > 0;
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
  const proof = proofOf(sent);
  const owners = ownersOf(sent);
  const judged = ({ date, all }: View, isSure: boolean) => {
    const behind = parseDate(date ?? "") - lost.core.platform.now();
    return judge({ sent, proof, owners, startedAt: startedAt + behind }, all, isSure);
  };
  for (const marks of [proof, owners]) {
    if (isEmpty(marks)) continue;
    const query = { ...marks, sort: "-requestedDate", limit: 200 };
    const view = await readAll(lost, signal, query).catch((error) => {
      if (!isTmf654Error(error, "BadRequestError")) throw error;
    });
    if (!view) continue;
    const isTrusted = marks === owners && view.all.some((found) => bears(found, owners));
    const result = judged(view, view.isWhole && isTrusted);
    if (result.verdict !== "undecided" || result.candidates.length) return result;
  }
  const view = await readAll(lost, signal);
  return judged(view, view.isWhole);
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
