/** Reports: plain data for a page, a file and a comparison. */
import type { Issue } from "@tmf654/validation";
import type { CaseLevel, CaseNeed, CaseSource } from "./case.ts";
import type { Certificate } from "./certificate.ts";

/** The result of a case. Only `passed` means that the server follows the rule. */
export const caseVerdicts = ["passed", "failed", "inconclusive", "skipped"] as const;

/** One of the four verdicts. */
export type CaseVerdict = (typeof caseVerdicts)[number];

/** A request as it was sent; credentials are masked. */
export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A response as it was received. */
export interface RecordedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The parsed body; absent when it is not JSON. */
  readonly body?: unknown;
}

/** A request with its response, or with the reason for a missing response. */
export interface RecordedCall {
  readonly operation: string;
  readonly request: RecordedRequest;
  readonly response?: RecordedResponse;
  readonly error?: string;
  readonly ms: number;
}

/** One expectation, and the observed value. */
export interface RecordedCheck {
  readonly expected: string;
  readonly ok: boolean;
  /** Present when the check failed. */
  readonly actual?: string;
}

/** The result of one step. */
export interface RecordedStep {
  readonly calls: readonly RecordedCall[];
  readonly checks: readonly RecordedCheck[];
}

/** The result of one case. */
export interface CaseResult {
  readonly id: string;
  readonly level: CaseLevel;
  readonly feature: string;
  readonly title: string;
  readonly rule: string;
  readonly source: CaseSource;
  readonly why: string;
  readonly operations: readonly string[];
  readonly needs: readonly CaseNeed[];
  readonly verdict: CaseVerdict;
  /** The reason why the case did not pass; empty for a passed case. */
  readonly reason: string;
  readonly ms: number;
  readonly steps: readonly RecordedStep[];
}

/** Issues of all responses of a run, by operation and path, from the generated validators. */
export interface ResponseNote {
  readonly kind: "issue" | "undeclared";
  readonly operation: string;
  readonly path: string;
  readonly code: string;
  readonly message: string;
  /** The number of responses with this issue. */
  readonly count: number;
}

/** Resources that a run wrote: undone or left behind. */
export interface CleanUp {
  /** The number of resources. */
  readonly written: number;
  readonly undone: readonly string[];
  /** Resources that the server's operations could not undo. */
  readonly left: readonly string[];
}

/** The number of cases by verdict. */
export type VerdictCounts = Readonly<Record<CaseVerdict, number>>;

/** The whole result of a run. */
export interface ConformanceReport {
  readonly format: "tmf654-conformance/1";
  readonly baseUrl: string;
  /** The name of the server; its base URL by default. */
  readonly server: string;
  readonly startedAt: string;
  readonly ms: number;
  /** Mark of the run: a text in the `description` of everything that it wrote. */
  readonly run: string;
  readonly certificate: Certificate;
  readonly levels: readonly CaseLevel[];
  readonly allowWrites: boolean;
  readonly summary: VerdictCounts;
  readonly preparation: readonly RecordedCall[];
  readonly cases: readonly CaseResult[];
  readonly responseNotes: readonly ResponseNote[];
  readonly cleanUp: CleanUp;
}

/** One thing that is wrong with a given file. */
export type FileIssue = Omit<Issue, "path" | "params" | "severity"> & { readonly path: string };
