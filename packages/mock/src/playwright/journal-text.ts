import type { JournalEntry } from "../journal/journal.ts";
import { requestText } from "../matchers/journal-lines.ts";

/** The maximum length of a body in the text. A longer body is cut. */
const longestBody = 2000;

/** The journal as text: a line for each request, with its bodies below it. */
export function journalText(entries: readonly JournalEntry[]): string {
  return entries.map(entryText).join("\n");
}

function entryText(entry: JournalEntry): string {
  const { time, status, operation, requestBody, responseBody } = entry;
  return [
    `${time} ${requestText(entry)}${operation === undefined ? "" : ` (${operation})`}`,
    ...(requestBody === undefined
      ? []
      : [`  request: ${shortenBody(JSON.stringify(requestBody))}`]),
    ...(responseBody && status !== 0 ? [`  response: ${shortenBody(responseBody)}`] : []),
  ].join("\n");
}

function shortenBody(text: string): string {
  return text.length > longestBody ? `${text.slice(0, longestBody)}…` : text;
}
