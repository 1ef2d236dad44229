/** Options of `runConformance`, and their check. */
import type { CaseLevel } from "../model/case.ts";
import type { Certificate } from "../model/certificate.ts";
import type { CaseResult, FileIssue } from "../model/report.ts";
import type { RunPlatform } from "../platform.ts";

/** A callback that the server can reach, and its received events. */
export interface CallbackInbox {
  readonly url: string;
  /** The bodies of all events so far, oldest first. */
  readonly received: () => readonly unknown[];
}

/** The options of a run. Only `fetch` and `baseUrl` are required. */
export interface ConformanceOptions {
  readonly fetch: typeof globalThis.fetch;
  /** The URL of the API with its base path, with or without a final slash. */
  readonly baseUrl: string;
  /** The name of the server in the report; its base URL by default. */
  readonly server?: string;
  /** The levels to run. Default: all four. */
  readonly levels?: readonly CaseLevel[];
  /** Runs only cases whose id contains one of these texts; `*` matches anything. */
  readonly filters?: readonly string[];
  /** The certificate whose operations `certified` cases check; by default the kit's. */
  readonly certificate?: Certificate;
  /** Whether cases that call operations outside the certificate are skipped. Default false. */
  readonly onlyCertificate?: boolean;
  /** Whether cases may write. Default false: only GET is sent. */
  readonly allowWrites?: boolean;
  /** Whether the server completes top-ups, adjustments and transfers later. Default false. */
  readonly delayedActions?: boolean;
  /** Id of the bucket to act on; by default the first active one with a balance of 20 or more. */
  readonly bucket?: string;
  /** Id of a second bucket of the same unit, for transfers. */
  readonly receiver?: string;
  /**
   * Headers to send with every request, such as `Authorization`. Credentials are masked in reports.
   */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * The `Authorization` of credentials that may read but not write, masked in reports. Without
   * it, or without an `Authorization` in `headers`, cases about 403 are skipped.
   */
  readonly readOnlyAuthorization?: string;
  /** Longest wait for a response, body included, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
  /** Longest wait for an event at the callback, in milliseconds. Default 5,000. */
  readonly eventTimeoutMs?: number;
  /**
   * The number of reading cases that run at the same time; cases that write run one after another.
   * Default 4.
   */
  readonly concurrency?: number;
  /** The maximum number of requests per second; unlimited by default. */
  readonly requestsPerSecond?: number;
  /** Whether the run stops after the first case that fails. Default false. */
  readonly bail?: boolean;
  /** The callback for events. Without it, cases about events are skipped. */
  readonly callback?: CallbackInbox;
  /** Called with each finished case, its number, and the number of cases. */
  readonly onCase?: (result: CaseResult, total: number) => void;
  /** The clock, timers and random ids; by default the machine's. */
  readonly platform?: RunPlatform;
}

/** The error for invalid options or an invalid file; `issues` lists everything that is wrong. */
export class ConformanceOptionsError extends Error {
  override readonly name = "ConformanceOptionsError";
  readonly issues: readonly FileIssue[];

  constructor(issues: readonly FileIssue[]) {
    super(issues.map(({ path, message }) => `${path}: ${message}`).join("; "));
    this.issues = issues;
  }
}

/** The base URL without its last slash. Throws for an invalid URL. */
export function readBaseUrl(text: string): string {
  const createError = (message: string): ConformanceOptionsError =>
    new ConformanceOptionsError([{ path: "baseUrl", code: "format", message }]);
  if (!URL.canParse(text)) throw createError(`"${text}" is not a URL. Use https://host/base/path.`);
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol))
    throw createError(`${url.protocol} is not supported; use https.`);
  if (url.username || url.password) {
    throw createError("credentials are not allowed in the URL; use a header.");
  }
  if (url.search || url.hash) throw createError("a base URL cannot have a query or a fragment.");
  return url.href.replace(/\/+$/, "");
}
