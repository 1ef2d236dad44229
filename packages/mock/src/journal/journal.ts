import { instantText } from "../clock/clock.ts";
import type { GuardIssue } from "../ports/contract-guard.ts";
import type { MockResponse, RequestView } from "../ports/http-message.ts";
import { type BodyTexts, joinTexts } from "../ports/json-text.ts";
import type { StepName } from "../ports/steps.ts";
import { Latest } from "./latest.ts";

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
  record(
    requestView: RequestView,
    response: MockResponse,
    at: number,
    decidedBy?: StepName,
  ): number;
  entries(): readonly JournalEntry[];
  /** Reads the entries one by one, the latest first. */
  latestFirst(): Iterable<JournalEntry>;
  find(number: number): JournalEntry | undefined;
  /** Removes the entries. The numbers continue, so an old number never names another request. */
  clear(): void;
}

/** An entry as it is kept. Its other members are computed when the entry is read. */
type KeptEntry = Omit<JournalEntry, "time" | "requestHeaders" | "responseBody"> & {
  /** The headers with their secrets. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body, or the texts of which it consists. They are cached, so an entry adds no copy. */
  readonly response: string | BodyTexts | undefined;
};

const credentialHeaders = new Set(["authorization", "proxy-authorization", "cookie"]);

/** The bytes of an entry without its texts, and of a parsed body for each received byte. */
const entryWeight = 200;
const parsedWeight = 4;

/**
 * Creates a journal. The oldest entries are removed first. An entry above the limit is kept without
 * bodies.
 */
export function createJournal(maxEntries: number, maxBytes: number): Journal {
  const latestEntries = new Latest<KeptEntry>(maxEntries, maxBytes);
  let count = 0;
  return {
    record: (requestView, response, at, decidedBy = "operation") => {
      count += 1;
      const { operation, method, path, query, body, startedAt } = requestView;
      const entry: KeptEntry = {
        number: count,
        at,
        operation,
        method,
        path,
        query,
        headers: requestView.headers(),
        requestBody: body,
        status: response.drop ? 0 : response.status,
        durationMs: startedAt === undefined ? undefined : durationSince(startedAt),
        response: response.shown?.body === response.body ? response.shown?.texts : response.body,
        decidedBy,
        guardIssues: response.guardIssues,
      };
      if (!latestEntries.push(entry, weightOf(requestView, response.body))) {
        latestEntries.push(
          { ...entry, requestBody: undefined, response: undefined },
          headWeight(requestView),
        );
      }
      return count;
    },
    entries: () => [...latestEntries.latestFirst()].reverse().map(shownEntry),
    latestFirst: function* () {
      for (const entry of latestEntries.latestFirst()) yield shownEntry(entry);
    },
    find: (number) => {
      // The entries have successive numbers, and the last one has the highest.
      const entry = latestEntries.valueFromEnd(count - number);
      return entry && shownEntry(entry);
    },
    clear: () => latestEntries.clear(),
  };
}

/** Returns the approximate number of bytes of a request and its response in memory. */
export function weightOf(requestView: RequestView, responseBody = ""): number {
  return headWeight(requestView) + parsedWeight * requestView.bodyBytes + responseBody.length;
}

function headWeight({ path, query, headers }: RequestView): number {
  const sizes = Object.values(headers()).map(({ length }) => length);
  return sizes.reduce((sum, size) => sum + size, entryWeight + path.length + query.length);
}

function shownEntry({
  headers,
  response,
  durationMs,
  guardIssues,
  ...entry
}: KeptEntry): JournalEntry {
  return {
    ...entry,
    requestHeaders: maskHeaders(headers),
    responseBody: typeof response === "object" ? joinTexts(response) : response,
    time: instantText(entry.at),
    ...(durationMs !== undefined && { durationMs }),
    ...(guardIssues && { guardIssues }),
  };
}

/** Returns the real milliseconds since the start of a request, in hundredths. */
export function durationSince(startedAt: number): number {
  return Math.round((performance.now() - startedAt) * 100) / 100;
}

function maskHeaders(headers: KeptEntry["headers"]): Record<string, string> {
  const maskedEntries = Object.entries(headers).map(([name, value]) => [
    name,
    credentialHeaders.has(name) ? maskSecret(name, value) : value,
  ]);
  return Object.fromEntries(maskedEntries);
}

/** Masks a secret and keeps its scheme. */
function maskSecret(name: string, value: string): string {
  const [scheme = "", secret] = value.split(" ");
  return name === "cookie" || secret === undefined ? "***" : `${scheme} ***`;
}
