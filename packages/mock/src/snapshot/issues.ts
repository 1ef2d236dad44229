import { resources } from "@tmf654/contract";
import {
  actionResource,
  type BucketRecord,
  brokenInvariants,
  bucketResource,
  emptyState,
  outsideAccounts,
  type Policy,
  resourceOf,
} from "@tmf654/ledger";
import { findUnit } from "@tmf654/quantity";
import { pathText } from "@tmf654/validation";
import { type SchemaName, schemaFor } from "@tmf654/validation/all";
import type { Issue } from "../ports/resource.ts";
import { checkSchema } from "../schema/check.ts";
import { missingCodes } from "../schema/issues.ts";
import type { StoreState } from "../store/store.ts";
import type { Snapshot } from "./schema.ts";
import { snapshotSchema } from "./schema.ts";

/** Report at most this many issues. */
const mostIssues = 20;

/**
 * Returns the issues of a value that should be a snapshot, none for a valid one. The schema is
 * checked first; the relations between parts are checked only when the schema holds.
 */
export function snapshotIssues(value: unknown, policy: Policy): readonly Issue[] {
  const misshapen = checkSchema(snapshotSchema, value);
  if (misshapen.length > 0) return misshapen.slice(0, mostIssues);
  const snapshot = value as Snapshot;
  const issues = [
    ...repeatedIds(snapshot),
    ...snapshot.store.buckets.flatMap((bucket, at) =>
      bucketIssues(bucket, `store.buckets[${at}]`, policy, snapshot.at),
    ),
    ...snapshot.store.actions.flatMap((action, at) => {
      const path = `store.actions[${at}]`;
      const { schema } = resources[resourceOf(action.kind)];
      return [
        ...detailsIssues(schema, action.details, path),
        ...displayIssues(path, () => actionResource(action, () => "")),
      ];
    }),
    ...snapshot.listeners.flatMap(({ callback }, at) =>
      URL.canParse(callback) ? [] : [issue(`listeners[${at}].callback`, "must be a URL")],
    ),
    ...outsideAccountIssues(snapshot),
    ...brokenInvariants(stateOf(snapshot.store)).map((text) =>
      issue("store", `breaks the invariant: ${text}`),
    ),
  ];
  return issues.slice(0, mostIssues);
}

function issue(path: string, message: string): Issue {
  return { path, code: "invalid", message };
}

/** Repeated ids: the later record would replace the earlier one. */
function repeatedIds({ store, outsideAccounts, listeners }: Snapshot): readonly Issue[] {
  const byId = ({ id }: { readonly id: string }) => id;
  return [
    ...repeatedKeys("store.buckets", store.buckets.map(byId), "id"),
    ...repeatedKeys("store.actions", store.actions.map(byId), "id"),
    ...repeatedKeys(
      "store.vouchers",
      store.vouchers.map(({ code }) => code),
      "code",
    ),
    ...repeatedKeys("store.voucherLocks", store.voucherLocks.map(first)),
    ...repeatedKeys("store.paymentUses", store.paymentUses.map(first)),
    ...repeatedKeys("store.transferDays", store.transferDays.map(first)),
    ...repeatedKeys("outsideAccounts", outsideAccounts.map(first)),
    ...repeatedKeys("listeners", listeners.map(byId), "id"),
  ];
}

function first([key]: readonly [string, ...unknown[]]): string {
  return key;
}

function repeatedKeys(path: string, keys: readonly string[], member?: string): readonly Issue[] {
  const seen = new Set<string>();
  return keys.flatMap((key, at) => {
    const place = `${path}[${at}]${member === undefined ? "[0]" : `.${member}`}`;
    const isSeen = seen.has(key);
    seen.add(key);
    return isSeen ? [issue(place, `is repeated: ${JSON.stringify(key)}`)] : [];
  });
}

function bucketIssues(
  bucket: BucketRecord,
  path: string,
  policy: Policy,
  now: number,
): readonly Issue[] {
  const { units, dimension, details } = bucket;
  const unit = findUnit(units, policy);
  const wrongUnit = unit
    ? unit.dimension !== dimension && [
        issue(`${path}.dimension`, `must be ${unit.dimension}, as ${units} is counted`),
      ]
    : [issue(`${path}.units`, `must be a known unit, got ${JSON.stringify(units)}`)];
  return [
    ...(wrongUnit || []),
    ...detailsIssues("Bucket", details, path),
    ...displayIssues(path, () => bucketResource(bucket, now, policy, () => "")),
  ];
}

/** Issues of the request body of a record. Missing members are allowed by a lenient profile. */
function detailsIssues(schema: SchemaName, details: object, path: string): readonly Issue[] {
  return schemaFor(schema)
    .check(details)
    .filter(({ code }) => !missingCodes.has(code))
    .map((found) => ({
      path: `${path}.details.${pathText(found.path)}`,
      code: found.code,
      message: found.message,
    }));
}

/** Issues of a record that cannot be shown: it would fail every list. */
function displayIssues(path: string, show: () => unknown): readonly Issue[] {
  try {
    show();
    return [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [issue(path, `cannot be shown: ${reason}`)];
  }
}

/** Issues of the outside accounts: unknown names, and sums with the buckets other than 0. */
function outsideAccountIssues({ outsideAccounts, store }: Snapshot): readonly Issue[] {
  const sums = new Map<string, number>();
  const add = (dimension: string, steps: number): void => {
    sums.set(dimension, (sums.get(dimension) ?? 0) + steps);
  };
  for (const { dimension, remaining, reserved } of store.buckets) {
    add(dimension, remaining + reserved);
  }
  const wrong = outsideAccounts.flatMap(([name, steps], at) => {
    const [dimension = "", account = ""] = name.split(" ");
    add(dimension, steps);
    if (!accounts.has(account)) {
      const message = `must name a dimension and one of ${outsideAccounts.join(", ")}`;
      return [issue(`outsideAccounts[${at}][0]`, message)];
    }
    return Number.isInteger(steps)
      ? []
      : [issue(`outsideAccounts[${at}][1]`, "must be a whole number")];
  });
  const uneven = [...sums].flatMap(([dimension, steps]) =>
    steps !== 0 && Number.isSafeInteger(steps)
      ? [issue("outsideAccounts", `must sum to 0 with the buckets; ${dimension} sums to ${steps}`)]
      : [],
  );
  return [...wrong, ...uneven];
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
