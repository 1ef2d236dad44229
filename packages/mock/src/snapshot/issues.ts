import { resources } from "@tmf654/contract";
import {
  type ActionRecord,
  actionResource,
  addPeriod,
  type BucketRecord,
  brokenInvariants,
  bucketResource,
  emptyState,
  type HrefOf,
  historyEntry,
  outsideAccounts,
  type Policy,
  resourceOf,
} from "@tmf654/ledger";
import { findUnit } from "@tmf654/quantity";
import { pathText } from "@tmf654/validation";
import { type SchemaName, schemaFor } from "@tmf654/validation/all";
import type { Listener } from "../events/outbox.ts";
import type { Issue } from "../ports/resource.ts";
import { checkSchema } from "../schema/check.ts";
import { findHostileMember, maxStateDepth } from "../schema/hostile.ts";
import { missingCodes } from "../schema/issues.ts";
import type { StoreState } from "../store/store.ts";
import { keptResponseIssues } from "./response-issues.ts";
import type { Snapshot } from "./schema.ts";
import { snapshotSchema } from "./schema.ts";

/** The maximum number of reported issues. */
const maxIssues = 20;

/** The settings of the mock that will restore a snapshot. */
export interface SnapshotContext {
  readonly policy: Policy;
  readonly hrefOf: HrefOf;
  /** Returns the message about a listener that the hub refuses. */
  readonly listenerIssue: (listener: Listener) => string | undefined;
  readonly maxListeners: number;
}

/**
 * Returns the issues of a snapshot. The relations between its parts are checked only if it matches
 * the schema.
 */
export function snapshotIssues(value: unknown, context: SnapshotContext): readonly Issue[] {
  const { policy, hrefOf } = context;
  const isObject = typeof value === "object" && value !== null;
  const hostileMember = isObject && findHostileMember(value, maxStateDepth);
  if (hostileMember) return [hostileMember];
  const shapeIssues = checkSchema(snapshotSchema, value);
  if (shapeIssues.length > 0) return shapeIssues.slice(0, maxIssues);
  const snapshot = value as Snapshot;
  const state = stateOf(snapshot.store);
  const bucketWithId = (id: string) => state.bucket.get(id);
  const issues = [
    ...repeatedIds(snapshot),
    ...snapshot.store.buckets.flatMap((bucket, index) =>
      bucketIssues(bucket, `store.buckets[${index}]`, context, snapshot.at),
    ),
    ...snapshot.store.actions.flatMap((action, index) => {
      const path = `store.actions[${index}]`;
      const { schema } = resources[resourceOf(action.kind)];
      return [
        ...detailsIssues(schema, action.details, path),
        ...autoIssues(action, path, snapshot.at, policy),
        ...displayIssues(path, () => actionResource(action, hrefOf)),
        ...displayIssues(path, () => historyEntry(action, { bucket: bucketWithId }, hrefOf)),
      ];
    }),
    ...listenerIssues(snapshot, context),
    ...(snapshot.keys ?? []).flatMap(({ response }, at) =>
      keptResponseIssues(response, `keys[${at}].response`),
    ),
    ...outsideAccountIssues(snapshot),
    ...brokenInvariants(state).map((text) => createIssue("store", `breaks the invariant: ${text}`)),
  ];
  return issues.slice(0, maxIssues);
}

function createIssue(path: string, message: string): Issue {
  return { path, code: "invalid", message };
}

/** Finds repeated ids. The later record would replace the earlier one. */
function repeatedIds({ store, outsideAccounts, listeners }: Snapshot): readonly Issue[] {
  const idOf = ({ id }: { readonly id: string }) => id;
  return [
    ...repeatedKeys("store.buckets", store.buckets.map(idOf), "id"),
    ...repeatedKeys("store.actions", store.actions.map(idOf), "id"),
    ...repeatedKeys(
      "store.vouchers",
      store.vouchers.map(({ code }) => code),
      "code",
    ),
    ...repeatedKeys("store.voucherLocks", store.voucherLocks.map(keyOf)),
    ...repeatedKeys("store.paymentUses", store.paymentUses.map(keyOf)),
    ...repeatedKeys("store.transferDays", store.transferDays.map(keyOf)),
    ...repeatedKeys("outsideAccounts", outsideAccounts.map(keyOf)),
    ...repeatedKeys("listeners", listeners.map(idOf), "id"),
  ];
}

function keyOf([key]: readonly [string, ...unknown[]]): string {
  return key;
}

function repeatedKeys(path: string, keys: readonly string[], member?: string): readonly Issue[] {
  const seenKeys = new Set<string>();
  return keys.flatMap((key, at) => {
    const place = `${path}[${at}]${member === undefined ? "[0]" : `.${member}`}`;
    const isSeen = seenKeys.has(key);
    seenKeys.add(key);
    return isSeen ? [createIssue(place, `is repeated: ${JSON.stringify(key)}`)] : [];
  });
}

function bucketIssues(
  bucket: BucketRecord,
  path: string,
  { policy, hrefOf }: SnapshotContext,
  now: number,
): readonly Issue[] {
  const { units, dimension, details, remaining, overdraft = 0 } = bucket;
  const unit = findUnit(units, policy);
  const unitIssues = unit
    ? unit.dimension !== dimension && [
        createIssue(`${path}.dimension`, `must be ${unit.dimension}, as ${units} is counted`),
      ]
    : [createIssue(`${path}.units`, `must be a known unit, got ${JSON.stringify(units)}`)];
  return [
    ...(unitIssues || []),
    ...(remaining < -overdraft
      ? [createIssue(`${path}.remaining`, `must be ${-overdraft} or more, got ${remaining}`)]
      : []),
    ...detailsIssues("Bucket", details, path),
    ...displayIssues(path, () => bucketResource(bucket, now, policy, hrefOf)),
  ];
}

/**
 * Finds the issues of the request body of a record. Missing members are not issues, because lenient
 * profiles allow them.
 */
function detailsIssues(schema: SchemaName, details: object, path: string): readonly Issue[] {
  return schemaFor(schema)
    .check(details)
    .filter(({ code }) => !missingCodes.has(code))
    .map((detailIssue) => ({
      path: `${path}.details.${pathText(detailIssue.path)}`,
      code: detailIssue.code,
      message: detailIssue.message,
    }));
}

const dayMs = 86_400_000;
/** The longest time that executions may be overdue. They run when the snapshot is restored. */
const longestBacklogMs = 366 * dayMs;
/**
 * The tolerance for the offset of the time zone, which may have changed since the schedule was
 * created.
 */
const zoneMs = 2 * dayMs;

/**
 * Finds the issues of an open auto-top-up. A wrong `anchorAt` would execute it thousands of times
 * at once.
 */
function autoIssues(
  { auto, details, status, dueAt }: ActionRecord,
  path: string,
  now: number,
  { utcOffsetMinutes }: Policy,
): readonly Issue[] {
  if (auto === undefined || status !== "created") return [];
  const { sinceAnchor, anchorAt } = auto;
  const days = details.recurringPeriod === "weekly" ? 7 : 14;
  const isMonthly = (details.recurringPeriod ?? "monthly") === "monthly";
  const period = isMonthly ? { months: sinceAnchor } : { days: days * sinceAnchor };
  const next = addPeriod(anchorAt, period, utcOffsetMinutes);
  const isOffSchedule = dueAt !== undefined && !(Math.abs(next - dueAt) <= zoneMs);
  const isLate = !(Math.min(next, dueAt ?? next) >= now - longestBacklogMs);
  if (!isOffSchedule && !isLate) return [];
  const message = isOffSchedule
    ? "must be sinceAnchor periods before dueAt"
    : "must lead to an execution that is less than a year overdue";
  return [createIssue(`${path}.auto.anchorAt`, message)];
}

/** Finds the issues of listeners that the hub would not register. */
function listenerIssues(
  { listeners }: Snapshot,
  { listenerIssue, maxListeners }: SnapshotContext,
): readonly Issue[] {
  if (listeners.length > maxListeners) {
    const text = `has ${listeners.length}, and the limit \`registrations\` is ${maxListeners}`;
    return [createIssue("listeners", text)];
  }
  return listeners.flatMap((listener, at) => {
    const message = listenerIssue(listener);
    return message === undefined ? [] : [createIssue(`listeners[${at}].callback`, message)];
  });
}

/** Finds the issue of a record that cannot be shown. Every list with this record would fail. */
function displayIssues(path: string, show: () => unknown): readonly Issue[] {
  try {
    show();
    return [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [createIssue(path, `cannot be shown: ${reason}`)];
  }
}

/**
 * Finds the issues of the outside accounts: unknown names, and totals that do not add up to 0 with
 * the buckets.
 */
function outsideAccountIssues({ outsideAccounts, store }: Snapshot): readonly Issue[] {
  const sums = new Map<string, number>();
  const addSteps = (dimension: string, steps: number): void => {
    sums.set(dimension, (sums.get(dimension) ?? 0) + steps);
  };
  for (const { dimension, remaining, reserved } of store.buckets) {
    addSteps(dimension, remaining + reserved);
  }
  const accountIssues = outsideAccounts.flatMap(([name, steps], at) => {
    const [dimension = "", account = ""] = name.split(" ");
    addSteps(dimension, steps);
    if (!accounts.has(account)) {
      const message = `must name a dimension and one of ${outsideAccounts.join(", ")}`;
      return [createIssue(`outsideAccounts[${at}][0]`, message)];
    }
    return Number.isInteger(steps)
      ? []
      : [createIssue(`outsideAccounts[${at}][1]`, "must be a whole number")];
  });
  const sumIssues = [...sums].flatMap(([dimension, steps]) =>
    steps !== 0 && Number.isSafeInteger(steps)
      ? [
          createIssue(
            "outsideAccounts",
            `must sum to 0 with the buckets; ${dimension} sums to ${steps}`,
          ),
        ]
      : [],
  );
  return [...accountIssues, ...sumIssues];
}

const accounts: ReadonlySet<string> = new Set(outsideAccounts);

function stateOf({ buckets, actions, vouchers }: StoreState) {
  return {
    ...emptyState(),
    bucket: new Map(buckets.map((record) => [record.id, record])),
    action: new Map(actions.map((record) => [record.id, record])),
    voucher: new Map(vouchers.map((record) => [record.code, record])),
  };
}
