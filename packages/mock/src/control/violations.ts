import { operations } from "@tmf654/contract";
import { validatorFor } from "@tmf654/validation/all";
import { pathText } from "../http/validate.ts";
import type { Issue } from "../seam.ts";
import type { JournalEntry } from "./journal.ts";

type SchemaName = Parameters<typeof validatorFor>[0];

/** One violation, of the request or of the answer. */
export type Violation = Issue & { readonly in: "request" | "response" };

/** What an exchange breaks of the contract. Judged when somebody looks, not at every request. */
export function violationsOf(entry: JournalEntry): readonly Violation[] {
  if (entry.operation === undefined || !Object.hasOwn(operations, entry.operation)) return [];
  const operation = operations[entry.operation as keyof typeof operations];
  const request =
    entry.requestBody === undefined || operation.body === null
      ? saidInAnswer(entry)
      : judge(operation.body, entry.requestBody);
  const isWhole = entry.status < 300 && !entry.query.includes("fields");
  const answer = isWhole && operation.response !== null ? parsed(entry.responseBody) : undefined;
  const response =
    answer === undefined || operation.response === null
      ? []
      : (Array.isArray(answer) ? answer : [answer]).flatMap((each) =>
          judge(operation.response as SchemaName, each),
        );
  return [
    ...request.map((issue): Violation => ({ ...issue, in: "request" })),
    ...response.map((issue): Violation => ({ ...issue, in: "response" })),
  ];
}

/** Of a body that is not kept, the answer still tells what was wrong. */
function saidInAnswer({ status, responseBody }: JournalEntry): readonly Issue[] {
  const answer = status === 400 ? parsed(responseBody) : undefined;
  const { errors } = (answer ?? {}) as { readonly errors?: readonly Issue[] };
  return errors ?? [];
}

function judge(schema: SchemaName, value: unknown): readonly Issue[] {
  if (value === undefined) return [];
  return validatorFor(schema)
    .check(value)
    .map(({ path, code, message }) => ({ path: pathText(path), code, message }));
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
