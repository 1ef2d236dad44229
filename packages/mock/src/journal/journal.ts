import { toText } from "../clock/clock.ts";
import type { GuardIssue } from "../ports/contract-guard.ts";
import type { MockResponse, RequestView } from "../ports/http-message.ts";
import type { StepName } from "../ports/steps.ts";
import { TextRing } from "./text-ring.ts";

/** A request to the API and its response. */
export interface JournalEntry {
  /** The number of the entry, from 1. It is unique in the mock, over resets too. */
  readonly number: number;
  /** The time by the mock's clock, in epoch milliseconds. */
  readonly at: number;
  /** The same instant as date-time text, UTC. */
  readonly time: string;
  readonly operation: string | undefined;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** The headers by lower-case name. Credentials are masked: `Bearer ***`. */
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: unknown;
  /** The response status, or 0 when the connection was dropped. */
  readonly status: number;
  /** The duration in real milliseconds; absent for a request that reached no operation. */
  readonly durationMs?: number;
  readonly responseBody: string | undefined;
  /** The step that decided the response. */
  readonly decidedBy: StepName;
  /** The issues that the contract guard found; absent if there are none. */
  readonly guardIssues?: readonly GuardIssue[];
}

/** The journal: the latest requests and responses, limited by number and bytes. */
export interface Journal {
  /** Records a request and returns its number. */
  record(request: RequestView, response: MockResponse, at: number, decidedBy?: StepName): number;
  entries(): readonly JournalEntry[];
  /** Reads the entries one by one, the latest first. */
  latestFirst(): Iterable<JournalEntry>;
  find(number: number): JournalEntry | undefined;
  /** Removes the entries. The numbers continue, so an old one never names another request. */
  clear(): void;
}

/** The part of an entry that is stored as JSON. `responseBody` is stored separately as text. */
type EntryHead = Omit<JournalEntry, "time" | "responseBody"> & { readonly hasBody: boolean };

const credentials = new Set(["authorization", "proxy-authorization", "cookie"]);

/** An entry that is not in the ring yet. */
interface WaitingEntry {
  readonly head: EntryHead;
  readonly body: string;
  /** False for a body above the limit of the journal. */
  readonly isShort: boolean;
}

/**
 * The maximum numbers of entries and characters that wait. Encoding them together takes a third of
 * the time.
 */
const maxWaiting = 32;
const maxWaitingLength = 65_536;

/**
 * Creates a journal. The oldest entries are removed first. An entry above the limit is stored
 * without bodies.
 */
export function createJournal(maxEntries: number, maxBytes: number): Journal {
  const ring = new TextRing(maxEntries, maxBytes);
  let waiting: WaitingEntry[] = [];
  let waitingLength = 0;
  let count = 0;
  const store = ({ head, body, isShort }: WaitingEntry): void => {
    if (isShort && ring.push(JSON.stringify(head), body)) return;
    ring.push(JSON.stringify({ ...head, requestBody: undefined, hasBody: false }), "");
  };
  const storeWaiting = (): void => {
    for (const entry of waiting) store(entry);
    waiting = [];
    waitingLength = 0;
  };
  return {
    record: (request, response, at, decidedBy = "operation") => {
      ring.prepare();
      count += 1;
      const { operation, method, path, query } = request;
      const head: EntryHead = {
        number: count,
        at,
        operation,
        method,
        path,
        query,
        requestHeaders: headersOf(request),
        requestBody: request.body,
        status: response.drop ? 0 : response.status,
        decidedBy,
        hasBody: response.body !== undefined,
        ...(request.startedAt !== undefined && { durationMs: durationSince(request.startedAt) }),
        ...(response.guardIssues && { guardIssues: response.guardIssues }),
      };
      const body = response.body ?? "";
      const declared = declaredLength(request);
      waiting.push({ head, body, isShort: body.length <= maxBytes && declared <= maxBytes });
      waitingLength += body.length + declared;
      if (waiting.length >= maxWaiting || waitingLength > maxWaitingLength) storeWaiting();
      return count;
    },
    entries: () => {
      storeWaiting();
      return ring.records().map(entryOf);
    },
    latestFirst: function* () {
      storeWaiting();
      for (const record of ring.latestFirst()) yield entryOf(record);
    },
    find: (number) => {
      storeWaiting();
      // The entries have successive numbers, and the last one has the highest.
      const back = count - number;
      return back >= 0 && back < ring.size ? entryOf(ring.fromEnd(back)) : undefined;
    },
    clear: () => {
      waiting = [];
      waitingLength = 0;
      ring.clear();
    },
  };
}

function entryOf([text = "", body = ""]: readonly string[]): JournalEntry {
  const { hasBody, ...head } = JSON.parse(text) as EntryHead;
  const { number, at, operation, method, path, query, requestHeaders, requestBody, status } = head;
  const { decidedBy, durationMs, guardIssues } = head;
  return {
    number,
    at,
    operation,
    method,
    path,
    query,
    requestHeaders,
    requestBody,
    status,
    responseBody: hasBody ? body : undefined,
    decidedBy,
    time: toText(at),
    ...(durationMs !== undefined && { durationMs }),
    ...(guardIssues && { guardIssues }),
  };
}

/** Returns the real milliseconds since the start of a request, in hundredths. */
export function durationSince(startedAt: number): number {
  return Math.round((performance.now() - startedAt) * 100) / 100;
}

function headersOf({ headers }: RequestView): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of headers()) {
    kept[name] = credentials.has(name) ? maskSecret(name, value) : value;
  }
  return kept;
}

/** Masks a secret and keeps its scheme. */
function maskSecret(name: string, value: string): string {
  const [scheme = "", secret] = value.split(" ");
  return name === "cookie" || secret === undefined ? "***" : `${scheme} ***`;
}

/** Returns the declared length of the body, or 0 if no length is declared. */
function declaredLength({ header }: RequestView): number {
  return Number(header("content-length") ?? 0) || 0;
}
