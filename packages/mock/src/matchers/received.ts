import { type OperationId, operations } from "@tmf654/contract";
import type { JournalEntry } from "../journal/journal.ts";
import { throwUnknownName } from "../schema/options.ts";
import { journalLines } from "./journal-lines.ts";
import {
  type CountOptions,
  checkCountOptions,
  checkMock,
  countItems,
  countMessage,
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
  const entries = mock.journal();
  const countResult = countItems<JournalEntry>(
    {
      items: entries,
      isOfKind: (entry) => entry.operation === operation,
      bodyOf: (entry) => entry.requestBody,
    },
    options,
  );
  const formatFirstLine = () => countMessage(operation, "received", countResult, options);
  return {
    pass: countResult.isPass,
    message: () => `${formatFirstLine()}\n\n${journalLines(entries, countResult.noteOf)}`,
  };
}
