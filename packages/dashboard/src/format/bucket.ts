import type { Resource } from "@tmf654/mock/control";
import { type JsonAmount, readAmount } from "./amount.ts";

/** The members of a bucket that the page shows. */
export interface BucketView {
  readonly id: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly usageType: string;
  readonly status: string;
  readonly isShared: boolean;
  readonly spendable: JsonAmount;
  /** The spendable amount as the mock formats it. */
  readonly spendableText: string;
  readonly held: JsonAmount;
  readonly starts: string | undefined;
  readonly ends: string | undefined;
  readonly numbers: readonly string[];
  readonly owner: string | undefined;
  readonly account: string | undefined;
  readonly product: string | undefined;
}

/** Reads a bucket as the API returns it. */
export function readBucket(resource: Resource): BucketView {
  const members = resource as Readonly<Record<string, unknown>>;
  const id = textOf(members.id) ?? "";
  const spendable = readAmount(members.remainingValue) ?? { amount: 0, units: "" };
  const validFor = recordOf(members.validFor);
  const account = recordOf(members.partyAccount);
  return {
    id,
    name: textOf(members.name) ?? id,
    description: textOf(members.description),
    usageType: textOf(members.usageType) ?? "other",
    status: textOf(members.status) ?? "active",
    isShared: members.isShared === true,
    spendable,
    spendableText: textOf(members.remainingValueName) ?? `${spendable.amount} ${spendable.units}`,
    held: readAmount(members.reservedValue) ?? { amount: 0, units: spendable.units },
    starts: textOf(validFor.startDateTime),
    ends: textOf(validFor.endDateTime),
    numbers: recordsOf(members.logicalResource).flatMap((each) => textOf(each.id) ?? []),
    owner: recordsOf(members.relatedParty).flatMap((each) => textOf(each.name) ?? [])[0],
    account: textOf(account.id),
    product: recordsOf(members.product).flatMap((each) => textOf(each.name) ?? [])[0],
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function recordsOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.map(recordOf) : [];
}
