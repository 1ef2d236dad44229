/** How a conformance case is written down: data that a person can read without knowing the code. */
import type { ResourceName } from "@tmf654/contract";
import type { Expectation } from "./expectation.ts";
import type { TemplateValue } from "./template-value.ts";

/** From what the certificate lists to what a careful backend does. */
export const caseLevels = ["certified", "contract", "guidelines", "behaviour"] as const;

/** One of the four levels. */
export type CaseLevel = (typeof caseLevels)[number];

/**
 * Where a rule comes from: the published contract, the TMF630 guidelines, the official kit's
 * assertions, or this project's own decision where the others are silent.
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
 * A case before it is written out for each resource, attribute or value that it is about.
 * `{resource}`, `{attribute}` and `{value}` stand for them in every text, and `{Resource}` and
 * `{Value}` with a capital.
 */
export interface CaseTemplate {
  readonly id: string;
  readonly title: string;
  /** What must hold, as one sentence. */
  readonly rule: string;
  readonly source: CaseSource;
  /** What goes wrong for an app when it does not hold. */
  readonly why: string;
  readonly over?: CaseDimensions;
  /** What its steps do not show that it needs. */
  readonly needs?: readonly CaseNeed[];
  readonly steps: readonly CaseStep[];
}

/** What a template is written out for. Given none, it is one case. */
export interface CaseDimensions {
  /** Resources by name, or those whose operation the certificate lists. */
  readonly resources?: readonly ResourceName[] | CertificateOperation;
  /** Attributes of each resource: named here, or what the certificate holds of them. */
  readonly attributes?: CertificateAttributes | AttributesByResource;
  readonly values?: readonly string[];
}

/** An operation as a certificate names it. */
export type CertificateOperation = "list" | "create" | "retrieve" | "patch" | "delete";

/** What a certificate says about attributes: mandatory ones, texts among them, filters. */
export type CertificateAttributes = "mandatory" | "scalars" | "filters";

/** Attributes by resource. */
export type AttributesByResource = { readonly [Name in ResourceName]?: readonly string[] };

/** A body made from another: members set by their path, members left out. */
export interface EditedBody {
  readonly from: string;
  readonly set?: { readonly [path: string]: TemplateValue };
  readonly drop?: readonly string[];
}

/** One request and what must hold for its response. */
export interface RequestStep {
  /** `GET /bucket/{bucket.id}?fields=name`, below the base path. */
  readonly call: string;
  /** Headers of its own; one without a value is not sent, even where the run sets it. */
  readonly headers?: { readonly [name: string]: string };
  /** JSON, `{ raw }` for bytes sent as they are, or a text of so many characters. */
  readonly body?:
    | EditedBody
    | { readonly raw: string }
    | { readonly json: TemplateValue }
    | { readonly characters: number };
  /** Sends the request so many times at once; expectations then concern all responses. */
  readonly times?: number;
  /** Keeps the response's body under this name for later steps. */
  readonly save?: string;
  /** What must hold for the case to say anything; without it the case is inconclusive. */
  readonly given?: readonly Expectation[];
  readonly expect?: readonly Expectation[];
}

/** Waits for an event at the callback that the case registered. */
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
  /** The contract's operations that it calls; extra ones by their own name. */
  readonly operations: readonly string[];
  readonly needs: readonly CaseNeed[];
}

/**
 * What a case needs beside a server: permission to write, a callback, credentials that can be left
 * out, a server that completes actions later, something to be found.
 */
export type CaseNeed = "write" | "callback" | "credentials" | "delay" | `found: ${string}`;
