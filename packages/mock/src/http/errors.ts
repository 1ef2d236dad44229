import type { Issue } from "../ports/resource.ts";
import { issuesMessage, missingCodes } from "../schema/issues.ts";

/** The body of every error response: the contract's Error with two more members. */
export interface ErrorBody {
  readonly code: string;
  readonly reason: string;
  readonly message: string;
  readonly status: string;
  readonly errors?: readonly Issue[];
  readonly duplicateOf?: { readonly id: string; readonly href: string };
}

/** An error with its status, TMF number and short text. */
interface CatalogueEntry {
  readonly status: number;
  readonly code: string;
  readonly reason: string;
}

/**
 * The errors of the HTTP layer by name. Codes are the numbers of TMF630. For a status without a
 * number in TMF630 (413, 415, 429, 503 …), the code is the status.
 */
export const errorCatalogue = {
  badUrl: { status: 400, code: "20", reason: "Invalid URL" },
  missingBody: { status: 400, code: "21", reason: "Missing body" },
  badBody: { status: 400, code: "22", reason: "Invalid body" },
  missingField: { status: 400, code: "23", reason: "Missing body field" },
  badField: { status: 400, code: "24", reason: "Invalid body field" },
  badHeader: { status: 400, code: "26", reason: "Invalid header value" },
  badParameter: { status: 400, code: "28", reason: "Invalid query parameter" },
  noCredentials: { status: 401, code: "40", reason: "Missing credentials" },
  badCredentials: { status: 401, code: "41", reason: "Invalid credentials" },
  expiredCredentials: { status: 401, code: "42", reason: "Expired credentials" },
  forbidden: { status: 403, code: "50", reason: "Access denied" },
  notFound: { status: 404, code: "60", reason: "Resource not found" },
  notAllowed: { status: 405, code: "61", reason: "Method not allowed" },
  keyReused: { status: 409, code: "idempotencyKeyReused", reason: "Idempotency key reused" },
  interrupted: { status: 409, code: "interrupted", reason: "Interrupted" },
  preconditionFailed: { status: 412, code: "412", reason: "Precondition failed" },
  tooLarge: { status: 413, code: "413", reason: "Body too large" },
  notJson: { status: 415, code: "415", reason: "Unsupported media type" },
  tooMany: { status: 429, code: "429", reason: "Too many requests" },
  internal: { status: 500, code: "1", reason: "Internal error" },
  unavailable: { status: 503, code: "503", reason: "Service unavailable" },
} as const satisfies Record<string, CatalogueEntry>;

/** The name of an error in the catalogue. */
export type ErrorName = keyof typeof errorCatalogue;

/**
 * Creates the body for an error of the catalogue. `message` says what is wrong and how to fix it.
 */
export function errorBody(name: ErrorName, message: string, errors?: readonly Issue[]): ErrorBody {
  const { status, code, reason } = errorCatalogue[name];
  return { code, reason, message, status: String(status), ...(errors ? { errors } : {}) };
}

/** Creates one body with all issues. The code is 23 if only members are missing, otherwise 24. */
export function issuesBody(issues: readonly Issue[]): ErrorBody {
  const areMissing = issues.every(({ code }) => missingCodes.has(code));
  return errorBody(areMissing ? "missingField" : "badField", issuesMessage(issues), issues);
}

const namesByStatus: { readonly [status: number]: string } = {
  400: "badBody",
  401: "noCredentials",
  403: "forbidden",
  404: "notFound",
  405: "notAllowed",
  412: "preconditionFailed",
  413: "tooLarge",
  415: "notJson",
  429: "tooMany",
  500: "internal",
  503: "unavailable",
} satisfies { readonly [status: number]: ErrorName };

const otherStatuses: {
  readonly [status: number]: { readonly code: string; readonly reason: string };
} = {
  409: { code: "conflict", reason: "Conflict" },
  502: { code: "502", reason: "Bad gateway" },
  504: { code: "504", reason: "Gateway timeout" },
};

/** Creates the body for a status that `Prefer` or a fault rule requests. */
export function simulatedBody(
  status: number,
  error: { readonly code?: string; readonly reason?: string; readonly message?: string } = {},
): ErrorBody {
  const name = namesByStatus[status] as ErrorName | undefined;
  const knownError = name ? errorCatalogue[name] : otherStatuses[status];
  return {
    code: error.code ?? knownError?.code ?? String(status),
    reason: error.reason ?? knownError?.reason ?? "Simulated fault",
    message:
      error.message ??
      `Simulated: the header Prefer or a fault rule requests the status ${status}.`,
    status: String(status),
  };
}
