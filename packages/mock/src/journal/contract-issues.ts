import { operations } from "@tmf654/contract";
import type { Body, Issue } from "../ports/resource.ts";
import { requestIssues, responseIssues } from "../schema/messages.ts";
import type { JournalEntry } from "./journal.ts";

/** One journalIssue, of the request or of the answer. */
export type JournalIssue = Issue & { readonly in: "request" | "response" };

/** What an exchange breaks of the contract. Judged when somebody looks, not at every request. */
export function contractIssues(entry: JournalEntry): readonly JournalIssue[] {
  if (entry.operation === undefined || !Object.hasOwn(operations, entry.operation)) return [];
  const operation = operations[entry.operation as keyof typeof operations];
  const { requestBody } = entry;
  const request =
    requestBody === undefined ? saidInAnswer(entry) : requestIssues(operation, requestBody as Body);
  const isWhole = entry.status < 300 && !entry.query.includes("fields");
  const answer = isWhole ? parsed(entry.responseBody) : undefined;
  const response = answer === undefined ? [] : responseIssues(operation, answer);
  return [
    ...request.map((issue): JournalIssue => ({ ...issue, in: "request" })),
    ...response.map((issue): JournalIssue => ({ ...issue, in: "response" })),
  ];
}

/** Of a body that is not kept, the answer still tells what was wrong. */
function saidInAnswer({ status, responseBody }: JournalEntry): readonly Issue[] {
  const answer = status === 400 ? parsed(responseBody) : undefined;
  const { errors } = (answer ?? {}) as { readonly errors?: readonly Issue[] };
  return errors ?? [];
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
