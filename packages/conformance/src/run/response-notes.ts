/** Issues of every response of a run, found by the generated validators. Pure functions. */
import { operations } from "@tmf654/contract";
import { pathText } from "@tmf654/validation";
import { schemaIssues, undeclaredMembers } from "../checks/schema.ts";
import type { RecordedCall, ResponseNote } from "../model/report.ts";

interface KnownOperation {
  readonly response: string | null;
  readonly resource: string;
  readonly isList: boolean;
}

const operationTable: Readonly<Record<string, KnownOperation>> = operations;

/** Issues and undeclared members by operation and path, each with the number of responses. */
export function responseNotes(calls: readonly RecordedCall[]): readonly ResponseNote[] {
  const notes = new Map<string, ResponseNote>();
  for (const call of calls) {
    const seenKeys = new Set<string>();
    for (const note of notesOf(call)) {
      const key = [note.kind, note.operation, note.path, note.code].join("\n");
      if (seenKeys.has(key)) continue;
      seenKeys.add(key);
      notes.set(key, { ...note, count: (notes.get(key)?.count ?? 0) + 1 });
    }
  }
  return [...notes.values()];
}

function notesOf({ operation, request, response }: RecordedCall): readonly ResponseNote[] {
  const knownOperation = operationTable[operation];
  if (knownOperation === undefined || response?.body === undefined) return [];
  const { body, status } = response;
  if (status >= 400) return issuesOf(operation, "Error", body);
  // A response with `fields` lacks mandatory members.
  if (knownOperation.response === null || status >= 300 || request.url.includes("fields="))
    return [];
  return [
    ...issuesOf(
      operation,
      knownOperation.isList ? `${knownOperation.response}[]` : knownOperation.response,
      body,
    ),
    ...undeclaredMembers(knownOperation.resource, body).map((path) => ({
      kind: "undeclared" as const,
      operation,
      path,
      code: "undeclared",
      message: "is not declared by the contract",
      count: 1,
    })),
  ];
}

function issuesOf(operation: string, schema: string, body: unknown): readonly ResponseNote[] {
  return schemaIssues(schema, body).map(({ path, code, message }) => ({
    kind: "issue",
    operation,
    path: pathText(path.filter((key) => typeof key === "string")) || "the body",
    code,
    message,
    count: 1,
  }));
}
