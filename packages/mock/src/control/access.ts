import { isLoopback } from "../events/callback.ts";

/** Why a request may not use the control plane. */
export type AccessDenial = "foreignOrigin" | "tokenNeeded" | "foreignHost" | "localOnly";

/**
 * Judges who asks. A page of another origin never gets in, whatever it sends: a site that a
 * developer happens to visit must not reset their mock. Others on this machine do, and with the
 * token everybody. A name that only pretends to be this machine (DNS rebinding) does not.
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

/** The sentence for a client. */
export const accessMessages: Readonly<Record<AccessDenial, string>> = {
  foreignOrigin: "The control plane answers no page of another origin.",
  foreignHost: "The control plane is asked by the name of this machine: localhost or 127.0.0.1.",
  localOnly: "The control plane answers this machine alone; start the mock with a control token.",
  tokenNeeded: "The control plane needs its token: Authorization: Bearer <token>.",
};

/** Takes as long for a wrong guess as for a right one of the same length. */
function isSame(given: string | null, wanted: string): boolean {
  if (given === null || given.length !== wanted.length) return false;
  let difference = 0;
  for (let at = 0; at < wanted.length; at += 1) {
    difference |= given.charCodeAt(at) ^ wanted.charCodeAt(at);
  }
  return difference === 0;
}
