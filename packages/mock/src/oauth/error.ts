import type { MockResponse } from "../ports/http-message.ts";
import { jsonResponse } from "./json.ts";

/** The error codes of RFC 6749 and RFC 7009 that the provider returns. */
export type OAuthErrorCode =
  | "invalid_request"
  | "invalid_client"
  | "invalid_grant"
  | "invalid_scope"
  | "unauthorized_client"
  | "unsupported_grant_type";

/** The refusal of a request to the provider. The message says what is wrong. */
export class OAuthError extends Error {
  override readonly name = "OAuthError";
  readonly code: OAuthErrorCode;

  constructor(code: OAuthErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Creates the response of RFC 6749 section 5.2. */
export function oauthErrorResponse({ code, message }: OAuthError): MockResponse {
  const body = { error: code, error_description: message };
  if (code !== "invalid_client") return jsonResponse(400, body);
  return jsonResponse(401, body, { "www-authenticate": 'Basic realm="tmf654-mock"' });
}
