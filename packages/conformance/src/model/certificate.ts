/** Resources and operations of a certificate. */
import type { ResourceName } from "@tmf654/contract";
import type { CertificateOperation } from "./case.ts";

/** A certificate: the operations that a server claims to have. */
export interface Certificate {
  readonly name: string;
  readonly resources: { readonly [Name in CertifiedName]?: CertifiedResource };
}

/** Entries of a certificate: the seven resources, the hub and the listener's operations. */
export type CertifiedName = ResourceName | "hub" | "listener";

/** A certificate's entry for one resource. */
export interface CertifiedResource {
  readonly operations: readonly CertificateOperation[];
  /** Attributes that every response must have; by default those of the official kit. */
  readonly mandatory?: readonly string[];
}

/** The official kit's requirements for the responses of a resource. */
export interface KitRules {
  /** Attributes that must be present; all are texts, except those in `types`. */
  readonly mandatory: readonly string[];
  /** Types of the attributes that are not texts. */
  readonly kinds: Readonly<Record<string, "object" | "array">>;
  readonly filters: readonly string[];
}

const references: KitRules["kinds"] = {};
const minimumRules: KitRules = { mandatory: ["href", "id"], kinds: references, filters: ["id"] };

/**
 * The kit's requirements by resource. A resource that the kit does not test has the requirements
 * that all kits share.
 */
export const kitRules: Readonly<Record<ResourceName, KitRules>> = {
  bucket: {
    mandatory: ["confirmationDate", "href", "id", "status", "usageType"],
    kinds: {},
    filters: ["id", "status", "usageType"],
  },
  topupBalance: {
    mandatory: ["amount", "href", "id", "status"],
    kinds: { amount: "object" },
    filters: ["id", "status"],
  },
  adjustBalance: {
    mandatory: ["amount", "href", "id", "status", "usageType"],
    kinds: { amount: "object" },
    filters: ["id", "status", "usageType"],
  },
  reserveBalance: {
    mandatory: ["amount", "href", "id", "relatedParty", "status"],
    kinds: { amount: "object", relatedParty: "array" },
    filters: ["id", "status"],
  },
  transferBalance: {
    ...minimumRules,
    mandatory: ["href", "id", "status"],
    filters: ["id", "status"],
  },
  accumulatedBalance: minimumRules,
  balanceActionHistory: minimumRules,
};

/** The certificate of June 2026 for the read-and-write edition of the official kit. */
export const defaultCertificate: Certificate = {
  name: "TMF654 v4.0.0, RW edition",
  resources: {
    bucket: { operations: ["list", "retrieve"] },
    topupBalance: { operations: ["list", "create", "retrieve"] },
    adjustBalance: { operations: ["list", "create", "retrieve"] },
    reserveBalance: { operations: ["list", "create", "retrieve"] },
  },
};
