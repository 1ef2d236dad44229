import { validPrefix } from "../http/forwarded-prefix.ts";
import type { MockRequest } from "../ports/http-message.ts";

/** Returns the URL of the provider as its client sees it: the address of the API. */
export function issuerUrl(request: MockRequest, basePath: string, isForwarded: boolean): string {
  const { target, header, secure } = request;
  const forwardedHeader = (name: string) =>
    isForwarded ? header(`x-forwarded-${name}`)?.split(",", 1)[0]?.trim() : undefined;
  const own = target.startsWith("/")
    ? new URL(`${secure ? "https" : "http"}://localhost`)
    : new URL(target);
  const host =
    forwardedHeader("host") ?? (target.startsWith("/") ? header("host") : undefined) ?? own.host;
  const scheme = forwardedHeader("proto") ?? own.protocol.replace(":", "");
  const url = `${scheme}://${host}`;
  const origin = URL.canParse(url) ? new URL(url).origin : own.origin;
  return `${origin}${validPrefix(forwardedHeader("prefix") ?? "")}${basePath}`;
}
