import type { PageBefore } from "../engine/bucket-story.ts";
import type { EngineCore } from "../engine/core.ts";
import type { PostingLog } from "../engine/posting-log.ts";
import { changesOfRequests } from "../engine/request-changes.ts";
import { joinTarget } from "../http/target.ts";
import { contractIssues, type JournalIssue, journalWarnings } from "../journal/contract-issues.ts";
import type { Journal, JournalEntry } from "../journal/journal.ts";
import { responseErrorOf } from "../journal/response-error.ts";
import type { CommandEffects } from "../ports/activity.ts";
import type { Issue } from "../ports/resource.ts";

/** A recorded request, the issues of its messages, and the warnings about it. */
export type CheckedJournalEntry = JournalEntry & {
  readonly issues: readonly JournalIssue[];
  readonly warnings: readonly Issue[];
};

/** The changes that a request made, or the reason why it changed nothing. */
export type RequestEffects = CommandEffects & {
  /** The message of an error response. */
  readonly message?: string;
};

/** A request of the journal without its headers and bodies. */
export type RequestSummary = RequestEffects & {
  /** The number of its entry in the journal. */
  readonly number: number;
  /** The time by the mock's clock. */
  readonly time: string;
  readonly operation?: string;
  readonly method: string;
  /** The path below the base path, with the query. */
  readonly path: string;
  /** The response status, or 0 when the connection was dropped. */
  readonly status: number;
  /** The duration in real milliseconds; absent for a request that reached no operation. */
  readonly durationMs?: number;
};

/** A request of the journal with its response, issues, warnings and effects. */
export type RequestDetail = CheckedJournalEntry & RequestEffects;

/** The latest requests, the latest first. */
export interface RequestPage {
  readonly requests: readonly RequestSummary[];
  /** The value of `before` that continues the list; absent at its end. */
  readonly next?: number;
}

/** Conditions on requests, all of which must be true. */
export interface RequestFilter extends PageBefore {
  readonly operation?: string | undefined;
  readonly method?: string | undefined;
  readonly status?: RequestStatus | undefined;
  /** A text in the path, the query or a body, in any case. */
  readonly search?: string | undefined;
}

/** The groups of statuses that a filter knows. */
export const requestStatuses = ["2xx", "3xx", "4xx", "5xx", "dropped"] as const;

/** A group of statuses. */
export type RequestStatus = (typeof requestStatuses)[number];

/** The parts of a mock that know its requests. */
export interface RequestSources {
  readonly core: EngineCore;
  readonly journal: Pick<Journal, "latestFirst" | "find">;
  readonly postings: PostingLog;
}

/** Returns the latest requests that fulfil the conditions. */
export function listRequests(
  { core, journal, postings }: RequestSources,
  filter: RequestFilter,
): RequestPage {
  const { limit, before = Number.POSITIVE_INFINITY } = filter;
  const foundEntries: JournalEntry[] = [];
  let hasMore = false;
  for (const entry of journal.latestFirst()) {
    if (entry.number >= before || !isMatch(entry, filter)) continue;
    hasMore = foundEntries.length === limit;
    if (hasMore) break;
    foundEntries.push(entry);
  }
  const numbers = new Set(foundEntries.map(({ number }) => number));
  const changes = changesOfRequests(core, postings, numbers);
  const requests = foundEntries.map((entry) => ({
    ...summaryOf(entry),
    ...effectsOf(entry, changes.get(entry.number)),
  }));
  const nextBefore = hasMore ? foundEntries.at(-1)?.number : undefined;
  return { requests, ...(nextBefore !== undefined && { next: nextBefore }) };
}

/**
 * Returns a request with everything that the journal keeps, or `undefined` if it is not in the
 * journal.
 */
export function findRequest(
  { core, journal, postings }: RequestSources,
  number: number,
): RequestDetail | undefined {
  const entry = journal.find(number);
  if (!entry) return undefined;
  const changes = changesOfRequests(core, postings, new Set([number]));
  return { ...checkEntry(entry), ...effectsOf(entry, changes.get(number)) };
}

/** Adds the issues and the warnings of an entry. */
export function checkEntry(entry: JournalEntry): CheckedJournalEntry {
  return { ...entry, issues: contractIssues(entry), warnings: journalWarnings(entry) };
}

function isMatch(entry: JournalEntry, filter: RequestFilter): boolean {
  const { operation, method, status, search } = filter;
  if (operation !== undefined && entry.operation !== operation) return false;
  if (method !== undefined && entry.method !== method) return false;
  if (status !== undefined && groupOf(entry.status) !== status) return false;
  return search === undefined || containsText(entry, search.toLowerCase());
}

function groupOf(status: number): string {
  return status === 0 ? "dropped" : `${Math.floor(status / 100)}xx`;
}

function containsText({ path, query, requestBody, responseBody = "" }: JournalEntry, text: string) {
  const body = requestBody === undefined ? "" : JSON.stringify(requestBody);
  return [path, query, body, responseBody].some((part) => part.toLowerCase().includes(text));
}

function summaryOf(entry: JournalEntry): Omit<RequestSummary, keyof RequestEffects> {
  const { number, time, operation, method, status, durationMs } = entry;
  return {
    number,
    time,
    ...(operation !== undefined && { operation }),
    method,
    path: joinTarget(entry),
    status,
    ...(durationMs !== undefined && { durationMs }),
  };
}

function effectsOf(
  { status, responseBody }: JournalEntry,
  changes: CommandEffects["changes"] = [],
): RequestEffects {
  const { code, message } = responseErrorOf(status, responseBody);
  if (typeof message !== "string") return { changes };
  if (status >= 400) return { changes, message };
  return { changes, ...(typeof code === "string" && { refusal: { code, message } }) };
}
