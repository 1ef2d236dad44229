import { defaultPolicy } from "@tmf654/ledger";
import type { Issue } from "../ports/resource.ts";
import { checkSchema } from "../schema/check.ts";
import { unknownOperationMessage } from "../schema/operation-names.ts";
import { profiles, reference } from "./built-in.ts";
import { ProfileError } from "./error.ts";
import type { Profile } from "./profile.ts";
import { profileSchema } from "./schema.ts";
import { unitIssues } from "./units.ts";

/** A profile in a file: a name, and the differences from the profile that it extends. */
export type ProfileFile = Partial<Omit<Profile, "events">> & {
  readonly name: string;
  /** `reference` by default. */
  readonly extends?: string;
  readonly events?: Partial<Profile["events"]>;
};

/**
 * Reads a user's profile, parsed from a JSON file. Missing members come from the profile that it
 * `extends`, by default `reference`. `ledger` and `events` are merged member by member. @throws
 * ProfileError that names all invalid members.
 */
export function readProfile(value: unknown): Profile {
  const issues = [
    ...checkSchema(profileSchema, value),
    ...unknownOperationIssues(value),
    ...unknownLocaleIssues(value),
    ...unitIssues((value as { readonly ledger?: unknown } | null | undefined)?.ledger),
  ];
  if (issues.length > 0) throw new ProfileError(issues);
  // The schema has checked the value.
  const { extends: base, ...fileMembers } = value as ProfileFile;
  const baseProfile = profiles.get(base ?? "reference") ?? reference;
  const { $schema: _, ...members } = fileMembers as typeof fileMembers & {
    readonly $schema?: string;
  };
  const units = fileMembers.ledger?.defaultUnits;
  // A usage type that the profile does not name keeps its unit.
  const defaultUnits = units && {
    defaultUnits: { ...defaultPolicy.defaultUnits, ...baseProfile.ledger.defaultUnits, ...units },
  };
  return {
    ...baseProfile,
    ...members,
    ledger: { ...baseProfile.ledger, ...fileMembers.ledger, ...defaultUnits },
    events: { ...baseProfile.events, ...fileMembers.events },
  };
}

function unknownOperationIssues(value: unknown): readonly Issue[] {
  const namedOperations = (value as { readonly operations?: unknown } | null)?.operations;
  if (!Array.isArray(namedOperations)) return [];
  return namedOperations.flatMap((id, at) => {
    const message = typeof id === "string" ? unknownOperationMessage(id) : undefined;
    return message === undefined ? [] : [{ path: `operations[${at}]`, code: "unknown", message }];
  });
}

/**
 * Finds a locale that `Intl` cannot read. Such a locale would fail in every response with a bucket.
 */
function unknownLocaleIssues(value: unknown): readonly Issue[] {
  const { ledger } = (value ?? {}) as { readonly ledger?: { readonly locale?: unknown } };
  const locale = ledger?.locale;
  if (typeof locale !== "string") return [];
  try {
    Intl.getCanonicalLocales(locale);
    return [];
  } catch {
    const message = `must be a language tag such as en-GB, not ${JSON.stringify(locale)}`;
    return [{ path: "ledger.locale", code: "unknown", message }];
  }
}
