/** Conformance cases as data that people can read without knowing the code. */
import type { ResourceName } from "@tmf654/contract";
import type { Expectation } from "./expectation.ts";
import type { TemplateValue } from "./template-value.ts";

/** The levels, from the certificate's operations to the behaviour of a careful server. */
export const caseLevels = ["certified", "contract", "guidelines", "behaviour"] as const;

/** One of the four levels. */
export type CaseLevel = (typeof caseLevels)[number];

/**
 * Origin of a rule: the published contract, the TMF630 guidelines, the kit's
 * assertions, or a decision of this project where the others say nothing.
 */
export type CaseSource = "contract" | "TMF630" | "kit" | "project";

/** Cases about one feature, in the order in which they are reported. */
export interface Feature {
  readonly level: CaseLevel;
  readonly name: string;
  readonly title: string;
  readonly cases: readonly CaseTemplate[];
}

/**
 * A template of cases: it becomes one case for each resource, attribute or value in `over`. Every
 * text may have the placeholders `{resource}`, `{attribute}` and `{value}`, and `{Resource}` and
 * `{Value}` with a capital.
 */
export interface CaseTemplate {
  readonly id: string;
  readonly title: string;
  /** The rule, as one sentence. */
  readonly rule: string;
  readonly source: CaseSource;
  /** Consequence for an app when the rule is broken. */
  readonly why: string;
  readonly over?: CaseDimensions;
  /** The needs of the case that its steps do not show. */
  readonly needs?: readonly CaseNeed[];
  readonly steps: readonly CaseStep[];
}

/** The values for which a template creates a case. Without values, the template is one case. */
export interface CaseDimensions {
  /** Resources by name, or those whose operation the certificate lists. */
  readonly resources?: readonly ResourceName[] | CertificateOperation;
  /** Attributes of each resource: named here, or listed by the certificate. */
  readonly attributes?: CertificateAttributes | AttributesByResource;
  readonly values?: readonly string[];
}

/** An operation as a certificate names it. */
export type CertificateOperation = "list" | "create" | "retrieve" | "patch" | "delete";

/** Attributes of a certificate: all mandatory ones, those that are texts, or those to filter by. */
export type CertificateAttributes = "mandatory" | "scalars" | "filters";

/** Attributes by resource. */
export type AttributesByResource = { readonly [Name in ResourceName]?: readonly string[] };

/** A body made from another body: some members are set by their path, others are removed. */
export interface EditedBody {
  readonly from: string;
  readonly set?: { readonly [path: string]: TemplateValue };
  readonly drop?: readonly string[];
}

/** One request and the expectations of its response. */
export interface RequestStep {
  /** `GET /bucket/{bucket.id}?fields=name`, below the base path. */
  readonly call: string;
  /** Further headers. A header without a value is not sent, even if the run sets it. */
  readonly headers?: { readonly [name: string]: string };
  /**
   * The body: JSON, `{ raw }` for unchanged bytes, or `{ characters }` for a text of this length.
   */
  readonly body?:
    | EditedBody
    | { readonly raw: string }
    | { readonly json: TemplateValue }
    | { readonly characters: number };
  /**
   * The number of times that the request is sent concurrently. Expectations then concern all
   * responses.
   */
  readonly times?: number;
  /** Keeps the response's body under this name for later steps. */
  readonly save?: string;
  /** Preconditions. If one fails, the case is inconclusive. */
  readonly given?: readonly Expectation[];
  readonly expect?: readonly Expectation[];
}

/** A step that waits for an event at the registered callback. */
export interface EventStep {
  readonly event: string;
  /** The id of the resource that the event is about. */
  readonly of: string;
  readonly save?: string;
  readonly given?: readonly Expectation[];
  readonly expect?: readonly Expectation[];
}

/** One step of a case. */
export type CaseStep = RequestStep | EventStep;

/** A case as it is run, for one resource, attribute and value. */
export interface ConformanceCase extends Omit<CaseTemplate, "over"> {
  readonly level: CaseLevel;
  readonly feature: string;
  readonly featureTitle: string;
  /** The called operations: ids of the contract, or method and path for other requests. */
  readonly operations: readonly string[];
  readonly needs: readonly CaseNeed[];
}

/**
 * Needs of a case: permission to write, a callback, or credentials that it can omit. Other needs
 * are credentials that may only read, a server that completes actions later, or a resource.
 */
export type CaseNeed =
  | "write"
  | "callback"
  | "credentials"
  | "read-only credentials"
  | "delay"
  | `found: ${string}`;
