import { validPrefix } from "../http/forwarded-prefix.ts";
import type { MockRequest } from "../ports/http-message.ts";

/** Returns the URL of the provider as its client sees it: the address of the API. */
export function issuerUrl(request: MockRequest, basePath: string, isForwarded: boolean): string {
  const { target, header, secure } = request;
  const readForwardedHeader = (name: string) =>
    isForwarded ? header(`x-forwarded-${name}`)?.split(",", 1)[0]?.trim() : undefined;
  const ownUrl = target.startsWith("/")
    ? new URL(`${secure ? "https" : "http"}://localhost`)
    : new URL(target);
  const host =
    readForwardedHeader("host") ??
    (target.startsWith("/") ? header("host") : undefined) ??
    ownUrl.host;
  const scheme = readForwardedHeader("proto") ?? ownUrl.protocol.replace(":", "");
  const url = `${scheme}://${host}`;
  const origin = URL.canParse(url) ? new URL(url).origin : ownUrl.origin;
  return `${origin}${validPrefix(readForwardedHeader("prefix") ?? "")}${basePath}`;
}
