import { operations } from "@tmf654/contract";
import type { Body, Issue } from "../ports/resource.ts";
import { requestIssues, requestWarnings, responseIssues } from "../schema/messages.ts";
import type { JournalEntry } from "./journal.ts";

/** A contract issue of a request or of its response. */
export type JournalIssue = Issue & { readonly in: "request" | "response" };

/**
 * Returns the contract issues of a request and its response. Called only when a client reads them.
 */
export function contractIssues(entry: JournalEntry): readonly JournalIssue[] {
  const operation = operationOf(entry);
  if (!operation) return [];
  const { requestBody } = entry;
  const request =
    requestBody === undefined
      ? issuesInResponse(entry)
      : requestIssues(operation, requestBody as Body);
  const isWholeBody = entry.status < 300 && !entry.query.includes("fields");
  const body = isWholeBody ? parseBody(entry.responseBody) : undefined;
  const response = body === undefined ? [] : responseIssues(operation, body);
  return [
    ...request.map((issue): JournalIssue => ({ ...issue, in: "request" })),
    ...response.map((issue): JournalIssue => ({ ...issue, in: "response" })),
  ];
}

/** Returns the warnings about a request. Called only when a client reads them. */
export function journalWarnings(entry: JournalEntry): readonly Issue[] {
  const operation = operationOf(entry);
  const { requestBody, status } = entry;
  return operation && requestBody !== undefined && status < 300
    ? requestWarnings(operation, requestBody as Body)
    : [];
}

function operationOf({ operation: id }: JournalEntry) {
  return id !== undefined && Object.hasOwn(operations, id)
    ? operations[id as keyof typeof operations]
    : undefined;
}

/**
 * Finds the issues of a request. If its body was not recorded, the issues are read from the error
 * response.
 */
function issuesInResponse({ status, responseBody }: JournalEntry): readonly Issue[] {
  const body = status === 400 ? parseBody(responseBody) : undefined;
  const { errors } = (body ?? {}) as { readonly errors?: readonly Issue[] };
  return errors ?? [];
}

function parseBody(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
