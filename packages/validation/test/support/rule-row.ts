/** The smallest valid body of each request, and the type of the rule examples. */
import type { Severity } from "@tmf654/validation";

type Json = Readonly<Record<string, unknown>>;

/** The smallest body of each request that breaks no rule. */
export const bodies = {
  TopupBalance_Create: {
    amount: { amount: 10, units: "EUR" },
    usageType: "monetary",
    bucket: { id: "b1" },
    partyAccount: { id: "a1" },
  },
  TopupBalance_Update: { status: "cancelled" },
  AdjustBalance_Create: {
    amount: { amount: -10, units: "EUR" },
    usageType: "monetary",
    bucket: { id: "b1" },
  },
  AdjustBalance_Update: { status: "cancelled" },
  ReserveBalance_Create: { usageType: "data", bucket: { id: "b1" }, partyAccount: { id: "a1" } },
  ReserveBalance_Update: { status: "completed", reason: "used" },
  TransferBalance_Create: {
    amount: { amount: 1, units: "GB" },
    usageType: "data",
    bucket: { id: "b1" },
    receiverBucket: { id: "b2" },
    receiverBucketUsageType: "data",
    receiverLogicalResource: { id: "+32471000002" },
    logicalResource: [{ id: "+32471000001" }],
    channel: { id: "app" },
    reason: "gift",
  },
  TransferBalance_Update: {
    receiverLogicalResource: { id: "+32471000002" },
    logicalResource: [{ id: "+32471000001" }],
    channel: { id: "app" },
    reason: "gift",
  },
  EventSubscriptionInput: { callback: "https://app.example.com/events" },
} as const satisfies Readonly<Record<string, Json>>;

export type RequestName = keyof typeof bodies;

export interface RuleRow {
  readonly code: string;
  readonly severity?: Severity;
  readonly on: RequestName;
  /** Members that replace those of the smallest body and break the rule. */
  readonly refuse: Json;
  /** The path of the issue. */
  readonly at: string;
  readonly accept: Json;
}
