import type { MockResponse, RequestView } from "../ports/http-message.ts";

/** The metrics: request counts by operation and status. */
export interface Metrics {
  record(request: RequestView, response: MockResponse): void;
  /** Returns the metrics as Prometheus text, with the given gauges. */
  text(gauges: Readonly<Record<string, number>>, limits?: Readonly<Record<string, number>>): string;
}

interface RequestCount {
  readonly operation: string;
  readonly method: string;
  readonly status: number;
  requests: number;
}

/** Creates the counters of one mock; they never decrease. */
export function createMetrics(): Metrics {
  const all: RequestCount[] = [];
  // Found by operation and status, because a text for each request would take more time.
  const byOperation = new Map<string, Map<number, RequestCount[]>>();
  const countOf = (operation: string, method: string, status: number): RequestCount => {
    const byStatus = byOperation.get(operation) ?? new Map<number, RequestCount[]>();
    const known = byStatus.get(status)?.find((count) => count.method === method);
    if (known) return known;
    const added = { operation, method, status, requests: 0 };
    byOperation.set(operation, byStatus.set(status, [...(byStatus.get(status) ?? []), added]));
    all.push(added);
    return added;
  };
  return {
    record: ({ operation = "none", method }, { status, drop }) => {
      countOf(operation, label(method), drop ? 0 : status).requests += 1;
    },
    text: (gauges, limits = {}) => {
      const lines = [
        "# HELP tmf654_requests_total Requests by operation and status; status 0 is a dropped connection.",
        "# TYPE tmf654_requests_total counter",
      ];
      for (const { operation, method, status, requests } of all) {
        const labels = `operation="${operation}",method="${method}",status="${status}"`;
        lines.push(`tmf654_requests_total{${labels}} ${requests}`);
      }
      for (const [name, value] of Object.entries(gauges)) {
        lines.push(`# TYPE tmf654_${name} gauge`, `tmf654_${name} ${value}`);
      }
      const reached = Object.entries(limits);
      if (reached.length > 0) lines.push("# TYPE tmf654_limit_reached_total counter");
      for (const [name, count] of reached) {
        lines.push(`tmf654_limit_reached_total{limit="${name}"} ${count}`);
      }
      return `${lines.join("\n")}\n`;
    },
  };
}

const methods = new Set(["GET", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS", "PUT"]);

/**
 * Returns the label of a method. Unknown methods share one label, so that a client cannot create
 * many series.
 */
function label(method: string): string {
  return methods.has(method) ? method : "other";
}
