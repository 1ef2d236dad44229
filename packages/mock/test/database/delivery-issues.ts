/** A check of the events that one subscriber has received. */
import type { Arrival } from "./event-receiver.ts";

/** A top-up of the server, in the order of its execution. */
interface Executed {
  readonly id: string;
  readonly bucketId: string;
}

/**
 * Returns a sentence for each wanted event that did not arrive, and for each bucket whose events
 * first arrived in another order than its top-ups.
 */
export function deliveryIssues(
  executed: readonly Executed[],
  arrivals: readonly Arrival[],
  wanted: ReadonlySet<string>,
): readonly string[] {
  const arrived = new Set(arrivals.map(({ id }) => id));
  const issues = [...wanted].filter((id) => !arrived.has(id)).map((id) => `${id} is lost`);
  const known = new Set(executed.map(({ id }) => id));
  issues.push(...[...arrived].filter((id) => !known.has(id)).map((id) => `${id} is unknown`));
  for (const bucket of new Set(executed.map(({ bucketId }) => bucketId))) {
    const inOrder = executed.filter(({ id, bucketId }) => bucketId === bucket && arrived.has(id));
    const first = new Set(arrivals.filter((each) => each.bucket === bucket).map(({ id }) => id));
    const at = [...first].findIndex((id, index) => id !== inOrder[index]?.id);
    if (at >= 0) issues.push(`${bucket}: ${[...first][at]} is out of order`);
  }
  return issues;
}
