import type { StepName } from "../ports/steps.ts";

/** The remedy while the database of the mock fails. */
const failingDatabase = "Repair the database of the mock, then send the request again.";

/**
 * The remedies for codes to which the remedy of their step does not apply, by step. The codes are
 * those of the error catalogue, of the OAuth provider and of the engine.
 */
const remediesByStep: Partial<Record<StepName, Readonly<Record<string, string>>>> = {
  path: {
    "61": "Use a method in `Allow`.",
    invalid_request: "Change the parameter of the form that the message names.",
    invalid_client: "Send the id and the secret of a client in `auth.oauth` of the profile.",
    invalid_grant: "Request a new token with the grant `client_credentials`.",
    invalid_scope: "Request only scopes that the client has, or leave `scope` out.",
    unauthorized_client: "Use a client that may use this grant.",
    unsupported_grant_type: "Use the grant `client_credentials` or `refresh_token`.",
  },
  credentials: {
    "503": "Make the keys of the outside issuer readable, then send the request again.",
  },
  bodySize: {
    "503": "Send the request again later, or raise `uploadBytes` of the server.",
  },
  idempotencyKey: {
    "26": "Send a key that is not empty and has at most 255 characters, or none.",
    "503": failingDatabase,
  },
  // The rule has ended the token, so removing the rule gives the same response.
  faultBefore: { "42": "Request a new token, because the fault rule has ended this one." },
  body: {
    "21": "Send a JSON object as the body.",
    "22": "Send one valid JSON object in UTF-8 as the body.",
    "415": "Send `Content-Type: application/json`, and a body in UTF-8 without `Content-Encoding`.",
  },
  query: { "20": "Encode the parameter that the message names with encodeURIComponent." },
  operation: {
    "23": "Add each member that the issues name.",
    "24": "Change each member that the issues name.",
    "60": "Use the id of a resource that exists.",
    "503": failingDatabase,
    listenerExists: "Use the existing registration, or register another callback or query.",
    tooManyBuckets: "Use an existing bucket, reset the mock, or raise the limit of its message.",
    tooManyRegistrations: "Remove a registration with DELETE /hub/{id}, or raise the limit.",
  },
};

/** Returns the remedy for the code of a response; undefined if that of its step applies. */
export function responseRemedy(step: StepName, code: string | undefined): string | undefined {
  const remedies = remediesByStep[step];
  if (code === undefined || !remedies || !Object.hasOwn(remedies, code)) return undefined;
  return remedies[code];
}
