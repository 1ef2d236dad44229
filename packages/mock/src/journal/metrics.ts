import type { MockResponse, RequestView } from "../ports/http-message.ts";

/** The metrics: request counts by operation and status. */
export interface Metrics {
  record(request: RequestView, response: MockResponse): void;
  /** Returns the metrics as Prometheus text, with the given gauges. */
  text(gauges: Readonly<Record<string, number>>, limits?: Readonly<Record<string, number>>): string;
}

/** Creates the counters of one mock; they never decrease. */
export function createMetrics(): Metrics {
  const counts = new Map<string, number>();
  return {
    record: ({ operation, method }, { status, drop }) => {
      const what = `operation="${operation ?? "none"}",method="${label(method)}"`;
      const labels = `${what},status="${drop ? 0 : status}"`;
      counts.set(labels, (counts.get(labels) ?? 0) + 1);
    },
    text: (gauges, limits = {}) => {
      const lines = [
        "# HELP tmf654_requests_total Requests by operation and status; status 0 is a dropped connection.",
        "# TYPE tmf654_requests_total counter",
      ];
      for (const [labels, count] of counts) lines.push(`tmf654_requests_total{${labels}} ${count}`);
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
