import type { EventSettings } from "../profile/profile.ts";

/** The codes for why a callback is not accepted. */
export type CallbackIssueCode =
  | "notAUrl"
  | "notHttp"
  | "hasCredentials"
  | "hostNotAllowed"
  | "itself"
  | "tooLong";

/**
 * Checks a callback before the callback is registered. Loopback is always allowed. Another host
 * must be in `allowHosts`, so that a mock cannot be used to reach a network. `*.example.org` allows
 * every host below that name.
 */
export function checkCallback(
  callback: string,
  allowHosts: readonly string[],
): CallbackIssueCode | undefined {
  const url = URL.canParse(callback) ? new URL(callback) : undefined;
  if (!url) return "notAUrl";
  if (url.protocol !== "http:" && url.protocol !== "https:") return "notHttp";
  if (url.username !== "" || url.password !== "") return "hasCredentials";
  const host = url.hostname.toLowerCase();
  if (isLoopback(host) || allowHosts.some((pattern) => matchesHost(pattern, host)))
    return undefined;
  return "hostNotAllowed";
}

/** The URL of a delivery, by `events.address` of the profile. */
export function deliveryUrl(
  callback: string,
  eventType: string,
  address: EventSettings["address"],
): string {
  if (address !== "listenerPath") return callback;
  const url = new URL(callback);
  const name = eventType.replace(/^./, (letter) => letter.toLowerCase());
  url.pathname = url.pathname.replace(/\/?$/, `/listener/${name}`);
  return url.href;
}

/** The message for a client. */
export function callbackMessage(code: CallbackIssueCode, callback: string): string {
  const reasons: Record<CallbackIssueCode, string> = {
    notAUrl: "is not an absolute URL",
    notHttp: "is not an http or https URL",
    hasCredentials: "contains a user name or password; remove them",
    itself: "leads to this mock itself; use a server of your own or a listener function",
    tooLong: "and its query are too long; shorten them or raise the limit `registrationLength`",
    hostNotAllowed:
      "has a host that is not allowed; use loopback or add the host to `events.allowHosts`",
  };
  const shownCallback = callback.length > 200 ? `${callback.slice(0, 200)}…` : callback;
  return `callback ${JSON.stringify(shownCallback)} ${reasons[code]}`;
}

/** Whether a host name is this machine, in the form of the URL parser. */
export function isLoopback(host: string): boolean {
  return (
    host === "localhost" ||
    host.endsWith(".localhost") ||
    host === "[::1]" ||
    /^127\.\d+\.\d+\.\d+$/.test(host)
  );
}

function matchesHost(pattern: string, host: string): boolean {
  const lowerCasePattern = pattern.toLowerCase();
  return lowerCasePattern.startsWith("*.")
    ? host.endsWith(lowerCasePattern.slice(1))
    : host === lowerCasePattern;
}
