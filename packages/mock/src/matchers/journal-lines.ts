import { joinTarget } from "../http/target.ts";
import type { JournalEntry } from "../journal/journal.ts";

/** The maximum number of lines in a message. */
const maxLines = 20;

/** The lines of a journal, the latest last: method, path, status, and what a note adds. */
export function journalLines(
  entries: readonly JournalEntry[],
  noteOf: (entry: JournalEntry) => string = () => "",
): string {
  const total = entries.at(-1)?.number ?? 0;
  if (total === 0) return "The mock received no requests.";
  const lines = entries.map((entry) => `  ${requestText(entry)}${noteOf(entry)}`);
  return formatLines(`Requests (${total}):`, lines, total);
}

/** A title and the latest lines below it. */
export function formatLines(title: string, lines: readonly string[], total = lines.length): string {
  const lastLines = lines.slice(-maxLines);
  const earlierLines = total > lastLines.length ? [`  … ${total - lastLines.length} earlier`] : [];
  return [title, ...earlierLines, ...lastLines].join("\n");
}

/** A request in one line: method, path and status. */
export function requestText(entry: JournalEntry): string {
  const { method, status } = entry;
  return `${method} ${joinTarget(entry)} ${status === 0 ? "connection dropped" : status}`;
}
