/** Selection of a run's cases, and the reasons to skip one. */
import type { CaseLevel, ConformanceCase } from "../model/case.ts";
import type { Certificate } from "../model/certificate.ts";
import { certifiedOperations, resourceOfOperation } from "./operations.ts";

/** Permissions of a run. */
export interface RunLimits {
  readonly levels: readonly CaseLevel[];
  /**
   * The id, level, feature or title of a case must contain one of these texts. `*` matches
   * anything.
   */
  readonly filters: readonly string[];
  readonly allowWrites: boolean;
  readonly hasCallback: boolean;
  readonly hasCredentials: boolean;
  readonly hasReadOnlyCredentials: boolean;
  readonly delayedActions: boolean;
  /** The certificate whose operations may be called; undefined for all operations. */
  readonly onlyCertificate: Certificate | undefined;
}

/** The cases of the given levels that match a filter. */
export function selectCases(
  cases: readonly ConformanceCase[],
  { levels, filters }: RunLimits,
): readonly ConformanceCase[] {
  const patterns = filters.map(patternOf);
  return cases.filter((candidate) => {
    if (!levels.includes(candidate.level)) return false;
    return patterns.length === 0 || patterns.some((pattern) => pattern.test(candidate.id));
  });
}

/** A filter as a pattern: `*` matches anything; the match can be anywhere in the id. */
function patternOf(filter: string): RegExp {
  const parts = filter.split("*").map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&"));
  return new RegExp(parts.join(".*"), "i");
}

/** The reason why a case cannot be run; undefined when it can. */
export function reasonToSkip(candidate: ConformanceCase, limits: RunLimits): string | undefined {
  const uncertifiedOperation =
    limits.onlyCertificate && findUncertified(candidate, limits.onlyCertificate);
  if (uncertifiedOperation !== undefined)
    return `${uncertifiedOperation} is not on the certificate`;
  if (!limits.allowWrites && candidate.needs.includes("write")) {
    return "the case writes, but the run may not write (--allow-writes)";
  }
  if (!limits.hasCallback && candidate.needs.includes("callback")) {
    return "the case needs a callback that the server can reach (--callback)";
  }
  if (!limits.hasCredentials && candidate.needs.includes("credentials")) {
    return "the case omits credentials, but the run has none (--header)";
  }
  if (!limits.hasReadOnlyCredentials && candidate.needs.includes("read-only credentials")) {
    return "the case needs credentials that may only read (--read-only-authorization)";
  }
  if (!limits.delayedActions && candidate.needs.includes("delay")) {
    return "the case needs a server that completes actions later (--delayed)";
  }
  return undefined;
}

function findUncertified(candidate: ConformanceCase, certificate: Certificate): string | undefined {
  const allowedOperations = certifiedOperations(certificate);
  return candidate.operations.find((operation) => {
    if (allowedOperations.has(operation)) return false;
    // A method or path outside the contract may be sent for any certified resource.
    const isForeign = operation.includes(" ");
    return !isForeign || !(resourceOfOperation(operation) in certificate.resources);
  });
}
