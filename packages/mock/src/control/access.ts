import { isLoopback } from "../events/callback.ts";
import { deliveryMark } from "../events/signature.ts";
import { errorResponse } from "../http/responses.ts";
import type { MockResponse, RequestHead } from "../ports/http-message.ts";

/** A code for why a request may not use the control plane. */
export type AccessDenial =
  | "delivery"
  | "foreignOrigin"
  | "tokenNeeded"
  | "foreignHost"
  | "forwarded"
  | "localOnly";

/**
 * Checks the caller by its headers, before the body is read. The decision record on access to the
 * control plane gives the reasons; the tests have all cases.
 */
export function checkAccess(
  request: RequestHead,
  token: string | undefined,
): AccessDenial | undefined {
  const { header, local } = request;
  if (header(deliveryMark) !== undefined) return "delivery";
  if (isForeignPage(request)) return "foreignOrigin";
  if (token !== undefined) {
    return isSameSecret(header("authorization"), `Bearer ${token}`) ? undefined : "tokenNeeded";
  }
  if (!local) return "localOnly";
  const host = header("host");
  if (host !== undefined && !isLoopbackHost(host)) return "foreignHost";
  return isForwarded(request) ? "forwarded" : undefined;
}

/** The message for a client. */
export const accessMessages: Readonly<Record<AccessDenial, string>> = {
  delivery: "An event may not use the control plane: register another callback.",
  foreignOrigin:
    "Origin not allowed: call the control plane from Node.js, or from a page on localhost by " +
    "the proxy of its development server.",
  foreignHost:
    "Host not allowed: use localhost or 127.0.0.1, or start the mock with a control token.",
  forwarded:
    "A proxy forwards this request from another machine: start the mock with a control token.",
  localOnly: "Only this machine may use the control plane: start the mock with a control token.",
  tokenNeeded: "Token missing or wrong: send Authorization: Bearer <token>.",
};

/**
 * Whether a page of another origin sends the request. A page of this machine may use the proxy of
 * its own server, which replaces `Host`. The browser then reports one origin for the page and the
 * URL.
 */
function isForeignPage({ header, target }: RequestHead): boolean {
  const origin = header("origin");
  const site = header("sec-fetch-site");
  if (site !== undefined && site !== "same-origin" && site !== "none") return true;
  if (origin === undefined) return false;
  const hostHeader = header("host") ?? hostOf(target);
  // A proxy with TLS keeps `Host`, and its page has the scheme https.
  if (hostHeader !== undefined && origin.replace(/^https/, "http") === `http://${hostHeader}`)
    return false;
  return site !== "same-origin" || !isLoopbackOrigin(origin);
}

function isLoopbackOrigin(origin: string): boolean {
  return URL.canParse(origin) && isLoopback(new URL(origin).hostname);
}

/** The host of an absolute target. Calls inside the process have such targets. */
function hostOf(target: string): string | undefined {
  return URL.canParse(target) ? new URL(target).host : undefined;
}

/** A host with or without a port, and without user names, paths or spaces. */
const hostPattern = /^(\[[\da-f:.]+\]|[\w.-]+)(?::\d{1,5})?$/i;

function isLoopbackHost(host: string): boolean {
  return isLoopback(hostPattern.exec(host)?.[1]?.toLowerCase() ?? "");
}

/** Whether a proxy on this machine forwards a request from another machine or for another host. */
function isForwarded({ header }: RequestHead): boolean {
  const forwardedHeader = header("forwarded") ?? "";
  const addresses = [
    header("x-forwarded-for"),
    header("x-real-ip"),
    ...matchValues(forwardedHeader, /\bfor=([^;,]*)/gi),
  ];
  const hosts = [header("x-forwarded-host"), ...matchValues(forwardedHeader, /\bhost=([^;,]*)/gi)];
  return (
    splitHeaderValues(addresses).some((address) => !isLoopbackAddress(address)) ||
    splitHeaderValues(hosts).some((host) => !isLoopbackHost(host))
  );
}

function matchValues(header: string, pattern: RegExp): readonly (string | undefined)[] {
  return [...header.matchAll(pattern)].map(([, value]) => value);
}

/** Returns the values of headers that may each have several. */
function splitHeaderValues(headers: readonly (string | undefined)[]): readonly string[] {
  return headers
    .flatMap((each = "") => each.split(","))
    .map((each) => each.trim().replaceAll('"', ""))
    .filter((each) => each !== "");
}

function isLoopbackAddress(address: string): boolean {
  const plainAddress = address.replace(/^::ffff:/i, "").toLowerCase();
  return plainAddress === "::1" || isLoopbackHost(plainAddress);
}

/** Whether two texts are equal. Takes constant time for texts of the same length. */
function isSameSecret(given: string | undefined, wanted: string): boolean {
  if (given === undefined || given.length !== wanted.length) return false;
  let difference = 0;
  for (let at = 0; at < wanted.length; at += 1) {
    difference |= given.charCodeAt(at) ^ wanted.charCodeAt(at);
  }
  return difference === 0;
}

/** Creates the check whether a request may use the control plane. The check needs no body. */
export function createControlAccess(
  token: string | undefined,
): (head: RequestHead) => MockResponse | undefined {
  return (head) => {
    const denial = checkAccess(head, token);
    if (!denial) return undefined;
    const isTokenNeeded = denial === "tokenNeeded";
    const headers: Record<string, string> = isTokenNeeded
      ? { "www-authenticate": 'Bearer realm="tmf654-mock control"' }
      : {};
    const name = isTokenNeeded ? "noCredentials" : "forbidden";
    return errorResponse(name, accessMessages[denial], { "cache-control": "no-store", ...headers });
  };
}
