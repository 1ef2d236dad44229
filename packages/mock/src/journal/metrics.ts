import type { MockResponse, RequestView } from "../ports/http-message.ts";

/** Counts of exchanges, by operation and status. */
export type Metrics = {
  record(request: RequestView, answer: MockResponse): void;
  /** Prometheus text, with gauges read at the moment of asking. */
  text(gauges: Readonly<Record<string, number>>): string;
};

/** Counters of one mock; they only ever grow. */
export function createMetrics(): Metrics {
  const counts = new Map<string, number>();
  return {
    record: ({ operation, method }, { status, drop }) => {
      const what = `operation="${operation ?? "none"}",method="${label(method)}"`;
      const labels = `${what},status="${drop ? 0 : status}"`;
      counts.set(labels, (counts.get(labels) ?? 0) + 1);
    },
    text: (gauges) => {
      const lines = [
        "# HELP tmf654_requests_total Requests answered; status 0 is a dropped connection.",
        "# TYPE tmf654_requests_total counter",
      ];
      for (const [labels, count] of counts) lines.push(`tmf654_requests_total{${labels}} ${count}`);
      for (const [name, value] of Object.entries(gauges)) {
        lines.push(`# TYPE tmf654_${name} gauge`, `tmf654_${name} ${value}`);
      }
      return `${lines.join("\n")}\n`;
    },
  };
}

const methods = new Set(["GET", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS", "PUT"]);

/** A client may send any word as a method; each would be a series of its own. */
function label(method: string): string {
  return methods.has(method) ? method : "other";
}
