import type { Call } from "../support/call.ts";
import type { SendCall } from "../support/send.ts";

/** A form in the body of a request to the provider. */
export type FormBody = Readonly<Record<string, string>> | string;

/** Credentials for the header `Authorization`. */
export const basic = (id: string, secret: string): string => `Basic ${btoa(`${id}:${secret}`)}`;

/** The credentials of the client that a mock knows without settings. */
export const known = basic("tmf654", "tmf654");

/** A POST of a form to a path of the provider. */
export function formCall(path: string, body: FormBody, authorization?: string): Call {
  return {
    method: "POST",
    path,
    body: typeof body === "string" ? body : new URLSearchParams(body).toString(),
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      ...(authorization !== undefined && { authorization }),
    },
  };
}

/** The members of a token response. */
export interface TokenReply {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
  readonly scope: string;
}

/** Returns a new token of the known client. */
export async function tokenOf(
  send: SendCall,
  form: Readonly<Record<string, string>> = {},
): Promise<TokenReply> {
  const body = { grant_type: "client_credentials", ...form };
  return (await send(formCall("/oauth2/token", body, known))).json as unknown as TokenReply;
}
