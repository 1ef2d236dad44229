import type { JournalEntry } from "../journal/journal.ts";

/** A longer body is cut in the text. */
const longestBody = 2000;

/** The journal as text: a line for each request, with its bodies below it. */
export function journalText(entries: readonly JournalEntry[]): string {
  return entries.map(entryText).join("\n");
}

function entryText(entry: JournalEntry): string {
  const { time, method, path, query, status, operation, requestBody, responseBody } = entry;
  const target = query === "" ? path : `${path}?${query}`;
  const result = status === 0 ? "connection dropped" : String(status);
  return [
    `${time} ${method} ${target} ${result}${operation === undefined ? "" : ` (${operation})`}`,
    ...(requestBody === undefined ? [] : [`  request: ${short(JSON.stringify(requestBody))}`]),
    ...(responseBody && status !== 0 ? [`  response: ${short(responseBody)}`] : []),
  ].join("\n");
}

function short(text: string): string {
  return text.length > longestBody ? `${text.slice(0, longestBody)}…` : text;
}
