/** Why a callback is not accepted. */
export type CallbackIssueCode = "notAUrl" | "notHttp" | "hasCredentials" | "hostNotAllowed";

/**
 * Judges a callback before it is registered. Loopback is always allowed; everything else needs an
 * entry in the allow-list, so that a mock is no way into somebody's network. `*.example.org`
 * allows every host below that name.
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
  if (isLoopback(host) || allowHosts.some((pattern) => covers(pattern, host))) return undefined;
  return "hostNotAllowed";
}

/** The sentence for a client. */
export function callbackMessage(code: CallbackIssueCode, callback: string): string {
  const reasons: Record<CallbackIssueCode, string> = {
    notAUrl: "is not an absolute URL",
    notHttp: "is not an http or https URL",
    hasCredentials: "carries a user name or password",
    hostNotAllowed: "names a host that is neither loopback nor in the mock's list of allowed hosts",
  };
  return `callback ${JSON.stringify(callback)} ${reasons[code]}`;
}

/** Host names as the URL parser leaves them: numbers canonical, IPv6 in brackets. */
export function isLoopback(host: string): boolean {
  return (
    host === "localhost" ||
    host.endsWith(".localhost") ||
    host === "[::1]" ||
    /^127\.\d+\.\d+\.\d+$/.test(host)
  );
}

function covers(pattern: string, host: string): boolean {
  const wanted = pattern.toLowerCase();
  return wanted.startsWith("*.") ? host.endsWith(wanted.slice(1)) : host === wanted;
}
