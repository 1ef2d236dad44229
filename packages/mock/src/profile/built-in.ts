import { deepFreeze } from "../ports/deep-freeze.ts";
import type { EventSettings, Profile } from "./profile.ts";
import { topupValidity } from "./topup-validity.ts";

const events: EventSettings = {
  allowHosts: [],
  retryDelaysMs: [1000, 2000, 4000, 8000, 16_000],
  jitter: 0.2,
  timeoutMs: 10_000,
};

/**
 * The profile with all operations of the contract and strict checks. A refused action is a failed
 * task.
 */
export const reference: Profile = deepFreeze({
  name: "reference",
  missingBucket: "refuse",
  ledger: { topupValidity },
  events,
});

/**
 * The profile with only the operations on the conformance certificate. It has no PATCH and no
 * DELETE, so each reservation ends after 15 minutes. The usage type is optional. The bucket is
 * optional too, because a product or a number can identify it.
 */
export const certified: Profile = deepFreeze({
  ...reference,
  name: "certified",
  strict: { optional: ["usageType"] },
  missingBucket: "find",
  ledger: { topupValidity, holdingTimeMs: 900_000 },
  operations: [
    "listBucket",
    "retrieveBucket",
    ...["TopupBalance", "AdjustBalance", "ReserveBalance"].flatMap((resource) => [
      `list${resource}`,
      `create${resource}`,
      `retrieve${resource}`,
    ]),
  ],
});

/**
 * The profile for the official conformance kit, whose default payloads break the published
 * contract.
 */
export const ctk: Profile = deepFreeze({
  ...reference,
  name: "ctk",
  extraOperations: ["createBucket", "deleteBucket"],
  strict: { unknownAttributes: false, required: false, arrays: false },
  missingBucket: "find",
  ledger: {
    topupValidity,
    unknownBucket: "create",
    missingUnits: "bucket",
    references: "record",
  },
});

/** The built-in profiles, by name. */
export const profiles: ReadonlyMap<string, Profile> = new Map(
  [reference, certified, ctk].map((profile) => [profile.name, profile]),
);
