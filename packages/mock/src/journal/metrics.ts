import type { MockResponse, RequestView } from "../ports/http-message.ts";

/** The metrics: request counts by operation and status. */
export interface Metrics {
  record(requestView: RequestView, response: MockResponse): void;
  /** Returns the counts, in the order of their first request. */
  requests(): readonly RequestCount[];
}

/** The number of requests with an operation, a method and a status. */
export interface RequestCount {
  readonly operation: string;
  readonly method: string;
  readonly status: number;
  requests: number;
}

/** Creates the counters of one mock; they never decrease. */
export function createMetrics(): Metrics {
  const allCounts: RequestCount[] = [];
  // The keys are operation and status, because one text for each request would take more time.
  const countsByOperation = new Map<string, Map<number, RequestCount[]>>();
  const countOf = (operation: string, method: string, status: number): RequestCount => {
    const countsByStatus = countsByOperation.get(operation) ?? new Map<number, RequestCount[]>();
    const knownCount = countsByStatus.get(status)?.find((count) => count.method === method);
    if (knownCount) return knownCount;
    const newCount = { operation, method, status, requests: 0 };
    countsByOperation.set(
      operation,
      countsByStatus.set(status, [...(countsByStatus.get(status) ?? []), newCount]),
    );
    allCounts.push(newCount);
    return newCount;
  };
  return {
    record: ({ operation = "none", method }, { status, drop }) => {
      countOf(operation, methodLabel(method), drop ? 0 : status).requests += 1;
    },
    requests: () => allCounts,
  };
}

const methods = new Set(["GET", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS", "PUT"]);

/**
 * Returns the label of a method. Unknown methods share one label, so that a client cannot create
 * many series.
 */
function methodLabel(method: string): string {
  return methods.has(method) ? method : "other";
}
