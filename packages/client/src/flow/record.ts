import { BadRequestError } from "../errors/status-errors.ts";

/**
 * The progress of one submitted action, as plain JSON. Store it and pass it to `resume` after a
 * reload of the page. Its fields are for reading only.
 */
export interface FlowRecord<B = object> {
  /** The operation id, such as `createTopupBalance`. */
  readonly operation: string;
  /** The body as it is sent. */
  readonly body: B;
  /**
   * `submit`: the request may have been sent. `process`: the server has the action, and it may be
   * open. `done`: the outcome is known.
   */
  readonly step: "submit" | "process" | "done";
  /** Milliseconds since 1970, before the first request. */
  readonly startedAt: number;
  /** The idempotency key, if the server supports keys. */
  readonly key?: string | undefined;
  /** The id of the action, once it is known. */
  readonly id?: string | undefined;
  /** Whether the same body was sent before. */
  readonly resent?: boolean | undefined;
  /** Ids of earlier actions of this flow. A search for the current action ignores them. */
  readonly known?: readonly string[] | undefined;
}

/** The maximum number of ids in a record, so that it stays small. */
const maxKnownIds = 20;

/** Adds the id of a finished action. */
export const addKnownId = (
  knownIds: readonly string[],
  id: string | undefined,
): readonly string[] =>
  id === undefined || knownIds.includes(id) ? knownIds : [...knownIds, id].slice(-maxKnownIds);

const isText = (value: unknown) => typeof value === "string";

/**
 * Throws `BadRequestError` if the value is not a record of this operation, for example because it
 * was stored incompletely.
 */
export function checkFlowRecord(value: unknown, operation: string): void {
  const record = Object(value) as Partial<FlowRecord>;
  const { step, body, startedAt, key = "", id = "", known = [] } = record;
  const isValid =
    record.operation === operation &&
    /^(submit|process|done)$/.test(String(step)) &&
    (step !== "process" || id !== "") &&
    body !== null &&
    typeof body === "object" &&
    Number.isFinite(startedAt) &&
    [key, id].every(isText) &&
    Array.isArray(known) &&
    known.every(isText);
  if (isValid) return;
  throw new BadRequestError({
    operation,
    message: `resume() needs a record of a flow of ${operation}, from \`record\` or \`onRecord\``,
    code: "invalidRecord",
  });
}

/** The members that identify an action for its user, independent of its payment and description. */
const identityMembers = [
  ..."amount voucher product bucket partyAccount logicalResource usageType".split(" "),
  ..."receiverBucket receiverLogicalResource receiverProduct receiver".split(" "),
];

/** Sorts members by name, because their order in a form does not matter. */
const sortMembers = (_: string, value: unknown): unknown =>
  value !== null && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;

const identityOf = (body: object): string =>
  JSON.stringify(
    identityMembers.map((member) => (body as Record<string, unknown>)[member]),
    sortMembers,
  );

/** Whether two bodies request the same action, such as the same amount for the same bucket. */
export const isSameAction = (firstBody: object, other: object): boolean =>
  identityOf(firstBody) === identityOf(other);
