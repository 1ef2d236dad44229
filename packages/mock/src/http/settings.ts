import type { HttpProfile } from "../ports/http-profile.ts";
import { createRouter, type Router } from "./routes.ts";

/** The settings of a profile, with all defaults and with compiled routes. */
export interface HttpSettings {
  readonly router: Router;
  readonly unknownAttributes: boolean;
  readonly required: boolean;
  readonly optional: readonly string[];
  readonly arrays: boolean;
  readonly additions: boolean;
  readonly defaultLimit: number;
  readonly maximumLimit: number;
  readonly maximumBodyBytes: number;
  readonly idempotencyTtlMs: number;
  readonly auth: HttpProfile["auth"];
  readonly rateLimit: HttpProfile["rateLimit"];
}

/** The mandatory members that a request may omit if the profile finds missing buckets. */
const foundBucketMembers = ["bucket", "receiverBucket"];
const mebibyte = 1_048_576;
const dayMs = 86_400_000;

/**
 * Returns the settings of the engine's current profile. Creates them again only for another profile
 * object.
 */
export function createHttpSettings(profile: () => HttpProfile): () => HttpSettings {
  let seenProfile: HttpProfile | undefined;
  let settings: HttpSettings | undefined;
  return () => {
    const currentProfile = profile();
    if (settings === undefined || currentProfile !== seenProfile) {
      seenProfile = currentProfile;
      settings = settingsOf(currentProfile);
    }
    return settings;
  };
}

function settingsOf(profile: HttpProfile): HttpSettings {
  const { strict = {}, page = {} } = profile;
  const maximumLimit = page.maximumLimit ?? 1000;
  return {
    router: createRouter(profile),
    unknownAttributes: strict.unknownAttributes ?? true,
    required: strict.required ?? true,
    optional: [
      ...(strict.optional ?? []),
      ...(profile.missingBucket === "find" ? foundBucketMembers : []),
    ],
    arrays: strict.arrays ?? true,
    additions: profile.additions ?? true,
    defaultLimit: Math.min(page.defaultLimit ?? 1000, maximumLimit),
    maximumLimit,
    maximumBodyBytes: profile.maximumBodyBytes ?? mebibyte,
    idempotencyTtlMs: profile.idempotencyTtlMs ?? dayMs,
    auth: profile.auth,
    rateLimit: profile.rateLimit,
  };
}
