import type { ActiveFault, FaultRule } from "@tmf654/mock/control";

const faultTexts = {
  drop: "Drops the connection",
  malformed: "Cuts the JSON short",
  expireToken: "Ends the token",
} as const;

/** Returns the effect of a fault rule in words, such as `Status 503, after 500 ms`. */
export function faultText({ fault }: Pick<FaultRule, "fault">): string {
  const { kind, status = 503, delayMs } = fault;
  if (kind === undefined) return delayMs === undefined ? "Delays" : `Delays by ${delayMs} ms`;
  const effect = kind === "status" ? `Status ${status}` : faultTexts[kind];
  return delayMs === undefined ? effect : `${effect}, after ${delayMs} ms`;
}

/** Returns the requests that a fault rule matches, in words. */
export function matchText({ match = {}, when, rate }: FaultRule): string {
  const { operation, method, path, body } = match;
  const parts = [
    operation ?? [method, path].filter((part) => part !== undefined).join(" "),
    ...Object.entries(body ?? {}).map(([name, value]) => `${name} = ${JSON.stringify(value)}`),
  ].filter((part) => part !== "");
  const requestText = parts.length === 0 ? "Every request" : parts.join(", ");
  const shareText = rate === undefined ? "" : `, in ${Math.round(rate * 100)} % of cases`;
  return `${requestText}${shareText}${when === "after" ? ", after the commit" : ""}`;
}

/** Returns how often a fault rule has applied, or how often it can still apply. */
export function hitsText({ applied, times }: Pick<ActiveFault, "applied" | "times">): string {
  if (times === undefined) return `applied ${applied} times, without a limit`;
  const remainingTimes = Math.max(0, times - applied);
  return remainingTimes === 0 ? `used up after ${applied}` : `${remainingTimes} of ${times} left`;
}
