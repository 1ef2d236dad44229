/** What a run gives: plain data, the same for a page, a file and a comparison. */
import type { Issue } from "@tmf654/validation";
import type { CaseLevel, CaseNeed, CaseSource } from "./case.ts";
import type { Certificate } from "./certificate.ts";

/** How a case ended. Only `passed` says that the rule was seen to hold. */
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

/** A response as it came. */
export interface RecordedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The parsed body; absent when it is no JSON. */
  readonly body?: unknown;
}

/** A request and what came of it: a response, or the reason why there is none. */
export interface RecordedCall {
  readonly operation: string;
  readonly request: RecordedRequest;
  readonly response?: RecordedResponse;
  readonly error?: string;
  readonly ms: number;
}

/** One expectation, and what was seen. */
export interface RecordedCheck {
  readonly expected: string;
  readonly ok: boolean;
  /** Present when it did not hold. */
  readonly actual?: string;
}

/** One step as it went. */
export interface RecordedStep {
  readonly calls: readonly RecordedCall[];
  readonly checks: readonly RecordedCheck[];
}

/** One case as it went. */
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
  /** Why it did not pass; empty for one that did. */
  readonly reason: string;
  readonly ms: number;
  readonly steps: readonly RecordedStep[];
}

/** What the generated validators found in all responses of a run, by operation and path. */
export interface ResponseNote {
  readonly kind: "issue" | "undeclared";
  readonly operation: string;
  readonly path: string;
  readonly code: string;
  readonly message: string;
  /** In how many responses. */
  readonly count: number;
}

/** What a run wrote, and what became of it. */
export interface CleanUp {
  readonly written: number;
  readonly undone: readonly string[];
  /** What the server's operations could not take back. */
  readonly left: readonly string[];
}

/** How many cases ended how. */
export type VerdictCounts = Readonly<Record<CaseVerdict, number>>;

/** The whole result of a run. */
export interface ConformanceReport {
  readonly format: "tmf654-conformance/1";
  readonly baseUrl: string;
  /** What to call the server; its base URL unless given. */
  readonly server: string;
  readonly startedAt: string;
  readonly ms: number;
  /** Marks what the run wrote: the text is in each `description`. */
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

/** One thing wrong with a file that was handed in. */
export type FileIssue = Omit<Issue, "path" | "params" | "severity"> & { readonly path: string };
