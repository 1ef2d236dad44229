import { RepeatedRecordError } from "../database/error.ts";
import type { RowStore, StoredRow } from "../ports/row-store.ts";
import { filledText, recordSchema } from "../schema/build.ts";
import { checkSchema } from "../schema/check.ts";
import { InputError } from "../schema/input-error.ts";
import { issuesMessage } from "../schema/issues.ts";
import type { Snapshot } from "../snapshot/schema.ts";
import { TransferError } from "./error.ts";
import { exportHeader } from "./export.ts";
import { type NumberedLine, splitLines } from "./lines.ts";
import { rowSchemas } from "./row-schemas.ts";
import { snapshotRows } from "./snapshot-rows.ts";

/** The options of an import. */
export interface ImportOptions {
  /** Whether a database with rows may be replaced. */
  readonly isReplacing: boolean;
  /** Called with the number of rows so far. */
  readonly onRows?: (count: number) => void;
}

const rowsPerReport = 1000;

/** The lines of an export before its first row. */
const headerLines = 1;

/**
 * Imports an export or a snapshot into a database, in one transaction, and returns the number of
 * rows. @throws TransferError, which names the line, or DatabaseError. After an error nothing is
 * changed.
 */
export async function importRows(
  store: RowStore,
  chunks: AsyncIterable<string>,
  { isReplacing, onRows = () => {} }: ImportOptions,
): Promise<number> {
  if (!isReplacing && !(await store.isEmpty())) {
    throw new TransferError(
      `The database ${store.place} is not empty. Use --replace to replace all its data.`,
    );
  }
  let count = 0;
  const countRows = async function* (): AsyncGenerator<StoredRow> {
    for await (const row of readRows(chunks)) {
      yield row;
      count += 1;
      if (count % rowsPerReport === 0) onRows(count);
    }
  };
  try {
    await store.replace(countRows());
  } catch (error) {
    if (!(error instanceof RepeatedRecordError)) throw error;
    throw lineError(error.rowsBefore + headerLines + 1, error.message.replace(/\.$/, ""));
  }
  onRows(count);
  return count;
}

/** Reads the rows of an export or of a snapshot. @throws TransferError that names the line. */
export async function* readRows(chunks: AsyncIterable<string>): AsyncGenerator<StoredRow> {
  const lines = splitLines(chunks);
  const { value: firstLine } = await lines.next();
  if (!firstLine) throw new TransferError("The input is empty. Give an export or a snapshot.");
  const header = tryParse(firstLine.text) as { format?: unknown; version?: unknown } | undefined;
  if (header?.format !== exportHeader.format) {
    yield* rowsOfSnapshot(firstLine, lines);
    return;
  }
  if (header.version !== exportHeader.version) {
    const text = `has version ${header.version}, and this mock reads version ${exportHeader.version}`;
    throw new TransferError(`The export ${text}. Use a newer @tmf654/mock.`);
  }
  let count = 0;
  let isEnded = false;
  for await (const line of lines) {
    const value = parseLine(line);
    if (isEnded) throw lineError(line.number, "is after the end of the export");
    isEnded = isEnd(value, count, line.number);
    if (isEnded) continue;
    yield rowOf(value, line.number);
    count += 1;
  }
  if (!isEnded) {
    throw new TransferError(
      `The export is incomplete: its last line is missing after ${count} rows. Export it again.`,
    );
  }
}

/**
 * Whether a line is the last line of an export. @throws TransferError when the export had another
 * number of rows.
 */
function isEnd(value: unknown, count: number, number: number): boolean {
  if (typeof value !== "object" || value === null || !("end" in value)) return false;
  const { rows } = value as { readonly rows?: unknown };
  if (rows === count) return true;
  throw lineError(number, `names ${rows} rows, but the export has ${count}`);
}

const rowSchema = recordSchema({
  tenant: filledText,
  table: { enum: Object.keys(rowSchemas) },
  id: filledText,
  value: {},
});

function rowOf(value: unknown, number: number): StoredRow {
  const issues = checkSchema(rowSchema, value);
  if (issues.length > 0) throw lineError(number, issuesMessage(issues));
  const row = value as Omit<StoredRow, "value"> & { readonly value: unknown };
  const valueIssues = checkSchema(rowSchemas[row.table], row.value, "value");
  if (valueIssues.length > 0) throw lineError(number, issuesMessage(valueIssues));
  return { ...row, value: JSON.stringify(row.value) };
}

/** Reads the rest of a snapshot, which may have any number of lines. */
async function* rowsOfSnapshot(
  firstLine: NumberedLine,
  lines: AsyncIterable<NumberedLine>,
): AsyncGenerator<StoredRow> {
  const texts = [firstLine.text];
  for await (const { text } of lines) texts.push(text);
  const snapshot = tryParse(texts.join("\n"));
  if (typeof snapshot !== "object" || snapshot === null) {
    throw lineError(1, "is the start of neither an export nor a snapshot");
  }
  yield* rowsOrError(snapshot as Snapshot);
}

function rowsOrError(snapshot: Snapshot): readonly StoredRow[] {
  try {
    return snapshotRows(snapshot);
  } catch (error) {
    if (error instanceof InputError) throw new TransferError(error.message);
    throw error;
  }
}

function parseLine({ number, text }: NumberedLine): unknown {
  const value = tryParse(text);
  if (value === undefined) throw lineError(number, "is not JSON");
  return value;
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function lineError(number: number, message: string): TransferError {
  const remedy = "Correct the file, or export it again.";
  return new TransferError(`Line ${number}: ${message}. Nothing was changed. ${remedy}`);
}
