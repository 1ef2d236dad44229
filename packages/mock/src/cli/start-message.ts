import type { HttpProfile } from "../ports/http-profile.ts";
import type { OAuthProvider, TrustedIssuer } from "../ports/oauth.ts";
import type { Scenario } from "../scenarios/scenario.ts";

/** Returns the numbers of the first subscribers that have buckets. */
export function suggestedNumbers({ subscribers = [] }: Scenario, count: number): readonly string[] {
  return subscribers
    .filter(({ buckets }) => buckets.length > 0)
    .slice(0, count)
    .map(({ msisdn }) => msisdn);
}

/** Formats the text after the start: the URL, notes, some numbers, a curl command and the next steps. */
export function startMessage(
  url: string,
  basePath: string,
  numbers: readonly string[],
  notes: readonly string[] = [],
  oauth?: NonNullable<HttpProfile["auth"]>["oauth"],
): string {
  const [first] = numbers;
  const filter = first === undefined ? "" : `?logicalResource.id=${encodeURIComponent(first)}`;
  const header = oauth ? '-H "Authorization: Bearer $TOKEN" ' : "";
  return [
    `TMF654 mock listening on ${url}${basePath}`,
    ...notes,
    ...(oauth ? [tokenNote(oauth, url + basePath)] : []),
    ...(first === undefined ? [] : [`MSISDNs to try: ${numbers.join(", ")}`]),
    `Page: ${url}/__mock/`,
    `Control plane: ${url}/__mock/openapi.json`,
    "Other data: tmf654-mock scenarios. All flags: tmf654-mock serve --help",
    "",
    ...tokenCommand(oauth, url + basePath),
    `  curl -s ${header}'${url}${basePath}/bucket${filter}'`,
    "",
  ].join("\n");
}

/** Says which tokens the mock accepts. A secret of the settings is not printed. */
function tokenNote(oauth: OAuthProvider | TrustedIssuer, issuer: string): string {
  if ("issuer" in oauth) return `Tokens: issued by ${oauth.issuer}`;
  const clients = oauth.clients
    ? `clients ${Object.keys(oauth.clients).join(", ")}`
    : "client tmf654, secret tmf654";
  return `Tokens: issuer ${issuer}, ${clients}`;
}

/** Returns the command that gets a token, if the client has the standard secret. */
function tokenCommand(
  oauth: OAuthProvider | TrustedIssuer | undefined,
  issuer: string,
): readonly string[] {
  if (!oauth || "issuer" in oauth || oauth.clients) return [];
  const credentialFlags = "-u tmf654:tmf654 -d grant_type=client_credentials";
  return [`  TOKEN=$(curl -s ${credentialFlags} '${issuer}/oauth2/token' | cut -d'"' -f4)`];
}
