import { deepFreeze } from "../ports/deep-freeze.ts";
import type { EventSettings, Profile } from "./profile.ts";

const events: EventSettings = {
  allowHosts: [],
  retryDelaysMs: [1000, 2000, 4000, 8000, 16_000],
  jitter: 0.2,
  timeoutMs: 10_000,
};

/** Everything in the contract, read strictly; a refused action is a failed task. */
export const reference: Profile = deepFreeze({
  name: "reference",
  missingBucket: "refuse",
  ledger: {},
  events,
});

/**
 * The conformance certificate to the letter. It has its operations alone: no PATCH and no DELETE,
 * so each hold ends by itself, after 15 minutes. The usage type is optional. So is the bucket,
 * because a product or a number can name it.
 */
export const certified: Profile = deepFreeze({
  ...reference,
  name: "certified",
  strict: { optional: ["usageType", "bucket"] },
  missingBucket: "find",
  ledger: { holdingTimeMs: 900_000 },
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

/** The profile for the official conformance kit: its default payloads break the published contract. */
export const ctk: Profile = deepFreeze({
  ...reference,
  name: "ctk",
  extraOperations: ["createBucket", "deleteBucket"],
  strict: { unknownAttributes: false, required: false, arrays: false },
  missingBucket: "find",
  ledger: { unknownBucket: "create", missingUnits: "bucket", references: "record" },
});

/** The built-in profiles, by name. */
export const profiles: ReadonlyMap<string, Profile> = new Map(
  [reference, certified, ctk].map((profile) => [profile.name, profile]),
);
