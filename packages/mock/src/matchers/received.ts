import { type OperationId, operations } from "@tmf654/contract";
import type { JournalEntry } from "../journal/journal.ts";
import { throwUnknownName } from "../schema/options.ts";
import { journalLines } from "./journal-lines.ts";
import { differences, textOf } from "./partial.ts";
import {
  type CountOptions,
  checkCountOptions,
  checkMock,
  countMessage,
  isCount,
  type MatcherMock,
  type MatcherResult,
} from "./result.ts";

/**
 * Checks which requests of an operation a mock received.
 * @throws MockOptionsError for an unknown operation or option.
 */
export function toHaveReceived(
  mock: MatcherMock,
  operation: OperationId,
  options: CountOptions = {},
): MatcherResult {
  checkMock(mock, "toHaveReceived");
  if (!Object.hasOwn(operations, operation)) {
    throwUnknownName("operation", operation, Object.keys(operations));
  }
  checkCountOptions(options);
  const { body } = options;
  const entries = mock.journal();
  const differencesOf = (entry: JournalEntry): readonly string[] =>
    body === undefined ? [] : differences(body, entry.requestBody);
  const isOfOperation = (entry: JournalEntry): boolean => entry.operation === operation;
  const count = entries.filter(
    (entry) => isOfOperation(entry) && differencesOf(entry).length === 0,
  ).length;
  const pass = isCount(count, options);
  const noteOf = (entry: JournalEntry): string => {
    if (!isOfOperation(entry)) return "";
    const found = differencesOf(entry);
    return found.length > 0 ? `  ✗ ${found.join("; ")}` : "  ✓";
  };
  const what = `${operation}${body === undefined ? "" : ` with ${textOf(body)}`}`;
  return {
    pass,
    message: () =>
      `${countMessage(what, "received", count, options, pass)}\n\n${journalLines(entries, noteOf)}`,
  };
}
