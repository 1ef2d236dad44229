import type { RequestCount } from "../journal/metrics.ts";
import type { MockControls } from "./mock-controls.ts";

/** Returns the metrics of a mock as Prometheus text. */
export function metricsText(
  requests: readonly RequestCount[],
  controls: Pick<MockControls, "counts" | "events" | "limitsReached">,
): string {
  const lines = [
    "# HELP tmf654_requests_total Requests by operation and status; status 0 is a dropped connection.",
    "# TYPE tmf654_requests_total counter",
    ...requests.map(({ operation, method, status, requests }) => {
      const labels = `operation="${operation}",method="${method}",status="${status}"`;
      return `tmf654_requests_total{${labels}} ${requests}`;
    }),
    ...Object.entries(gaugesOf(controls)).flatMap(([name, value]) => [
      `# TYPE tmf654_${name} gauge`,
      `tmf654_${name} ${value}`,
    ]),
  ];
  const reachedLimits = Object.entries(controls.limitsReached());
  if (reachedLimits.length > 0) lines.push("# TYPE tmf654_limit_reached_total counter");
  for (const [name, count] of reachedLimits) {
    lines.push(`tmf654_limit_reached_total{limit="${name}"} ${count}`);
  }
  return `${lines.join("\n")}\n`;
}

function gaugesOf({ counts, events }: Pick<MockControls, "counts" | "events">) {
  const { buckets, actions, listeners, waitingEvents } = counts();
  return {
    buckets,
    actions,
    listeners,
    events_waiting: waitingEvents,
    events_undelivered: events.undelivered().length,
  };
}
