/** A declared operation that was called, with its response. */
export interface GuardedCall {
  readonly method: string;
  /** The path below the base path, with the query. */
  readonly path: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: string | undefined;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** An issue that a guard found in a request or in its response. */
export interface GuardIssue {
  readonly in: "request" | "response";
  readonly severity: "error" | "warning";
  /** The place of the issue, such as `["body", "bucket", "id"]`. */
  readonly path: readonly string[];
  readonly code: string;
  readonly message: string;
}

/** Checks a call against the contract, independently of the mock's own checks. */
export type ContractGuard = (call: GuardedCall) => Promise<readonly GuardIssue[]>;
