/** What `runConformance` is asked for, and what is wrong with it. */
import type { CaseLevel } from "../model/case.ts";
import type { Certificate } from "../model/certificate.ts";
import type { CaseResult, FileIssue } from "../model/report.ts";
import type { Machine } from "../platform.ts";

/** A callback that the server can reach, and what has arrived there. */
export interface CallbackInbox {
  readonly url: string;
  /** The bodies of all events so far, oldest first. */
  readonly received: () => readonly unknown[];
}

/** A run of the suite. Everything but `fetch` and `baseUrl` may be left out. */
export interface ConformanceOptions {
  readonly fetch: typeof globalThis.fetch;
  /** Where the API is, with the base path; a slash at its end makes no difference. */
  readonly baseUrl: string;
  /** What to call the server in the report; its base URL by default. */
  readonly server?: string;
  /** All four by default. */
  readonly levels?: readonly CaseLevel[];
  /** Only cases whose id has one of these texts; `*` is anything. */
  readonly filters?: readonly string[];
  /** The certificate whose operations `certified` cases check; the kit's own by default. */
  readonly certificate?: Certificate;
  /** Skips cases that call operations beyond the certificate. Default false. */
  readonly onlyCertificate?: boolean;
  /** Whether cases may write. Default false: nothing but GET is sent. */
  readonly allowWrites?: boolean;
  /** Whether the server completes top-ups, adjustments and transfers later. Default false. */
  readonly delayedActions?: boolean;
  /** Id of the bucket to act on; by default the first that is active and has enough. */
  readonly bucket?: string;
  /** Id of a second bucket of the same unit, for transfers. */
  readonly receiver?: string;
  /** Sent with every request: `Authorization` and the like. Credentials are masked in reports. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Longest wait for a response, body included, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
  /** Longest wait for an event at the callback, in milliseconds. Default 5,000. */
  readonly eventTimeoutMs?: number;
  /** Cases that read at the same time; cases that write run one after another. Default 4. */
  readonly concurrency?: number;
  /** Requests a second at most; unlimited by default. */
  readonly requestsPerSecond?: number;
  /** Stops after the first case that fails. Default false. */
  readonly bail?: boolean;
  /** Without it, cases about events are skipped. */
  readonly callback?: CallbackInbox;
  /** Called with each case as it ends, and how many there are. */
  readonly onCase?: (result: CaseResult, total: number) => void;
  /** The clock, timers and random ids; the machine's own by default. */
  readonly machine?: Machine;
}

/** Options or a file that cannot be used; `issues` lists everything that is wrong. */
export class ConformanceOptionsError extends Error {
  override readonly name = "ConformanceOptionsError";
  readonly issues: readonly FileIssue[];

  constructor(issues: readonly FileIssue[]) {
    super(issues.map(({ path, message }) => `${path}: ${message}`).join("; "));
    this.issues = issues;
  }
}

/** The base URL without its last slash. Throws when it is no URL that can be called. */
export function readBaseUrl(text: string): string {
  const issue = (message: string): ConformanceOptionsError =>
    new ConformanceOptionsError([{ path: "baseUrl", code: "format", message }]);
  if (!URL.canParse(text)) throw issue(`"${text}" is no URL. Use https://host/base/path.`);
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol)) throw issue(`${url.protocol} cannot be called; use https.`);
  if (url.username || url.password) {
    throw issue("credentials do not belong into the URL; use a header.");
  }
  if (url.search || url.hash) throw issue("a base URL has neither a query nor a fragment.");
  return url.href.replace(/\/+$/, "");
}
