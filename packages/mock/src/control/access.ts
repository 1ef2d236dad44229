import { isLoopback } from "../events/callback.ts";

/** Why a request may not use the control plane, as a code. */
export type AccessDenial = "foreignOrigin" | "tokenNeeded" | "foreignHost" | "localOnly";

/**
 * Checks the caller. Pages of another origin are never allowed: a site that a developer visits must
 * not reset the mock. Callers on this machine are allowed, others need the token. Other host names
 * are refused, since they may point to this machine (DNS rebinding).
 */
export function checkAccess(
  request: Request,
  caller: { readonly local: boolean },
  token: string | undefined,
): AccessDenial | undefined {
  const { headers } = request;
  const url = new URL(request.url);
  const origin = headers.get("origin");
  if (origin !== null && origin !== url.origin) return "foreignOrigin";
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") return "foreignOrigin";
  if (token !== undefined && isSame(headers.get("authorization"), `Bearer ${token}`)) {
    return undefined;
  }
  if (!caller.local) return token === undefined ? "localOnly" : "tokenNeeded";
  const host = headers.get("host");
  return host !== null && !isLoopback(url.hostname) ? "foreignHost" : undefined;
}

/** The message for a client. */
export const accessMessages: Readonly<Record<AccessDenial, string>> = {
  foreignOrigin: "Origin not allowed: call the control plane from its own origin or from Node.js.",
  foreignHost: "Host not allowed: use localhost or 127.0.0.1.",
  localOnly: "Only this machine may use the control plane: start the mock with a control token.",
  tokenNeeded: "Token needed: send Authorization: Bearer <token>.",
};

/** Compares in constant time for texts of the same length. */
function isSame(given: string | null, wanted: string): boolean {
  if (given === null || given.length !== wanted.length) return false;
  let difference = 0;
  for (let at = 0; at < wanted.length; at += 1) {
    difference |= given.charCodeAt(at) ^ wanted.charCodeAt(at);
  }
  return difference === 0;
}
