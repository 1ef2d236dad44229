import type { StepName } from "./steps.ts";

/** The texts about a step. */
export interface StepTexts {
  /** The facts that the step reads. */
  readonly text: string;
  /** The responses that the step can give. */
  readonly responses: string;
  /** The change that leads to another response. */
  readonly remedy: string;
}

/**
 * The texts about each step. They are separate from the order of the steps, because only traces
 * need them.
 */
export const stepTexts: Readonly<Record<StepName, StepTexts>> = {
  state: {
    text: "Whether the mock was reset or restored since the request began.",
    responses: "409 `interrupted`",
    remedy: "Send the request again.",
  },
  path: {
    text: "Whether the path is one of the API, or of the OAuth provider.",
    responses: "404; the provider's responses; 204 to OPTIONS",
    remedy: "Use a path of the API. The command `tmf654-mock routes` lists them.",
  },
  method: {
    text: "Whether the profile has the operation.",
    responses: "405; 204 to OPTIONS",
    remedy: "Use a method in `Allow`, or a profile that has the operation.",
  },
  id: {
    text: "Whether the id in the path can be decoded.",
    responses: "400 with code 20",
    remedy: "Encode the id with encodeURIComponent.",
  },
  delivery: {
    text: "Whether the request is an event that a mock delivers.",
    responses: "403",
    remedy: "Register another callback. Only the listener paths accept events.",
  },
  credentials: {
    text: "The bearer token and its scope, for a profile with `auth`.",
    responses: "401, 403; 503 without the keys of an outside issuer",
    remedy: "Send a valid token with the scope of the method, or use a profile without `auth`.",
  },
  rateLimit: {
    text: "The number of requests of the credential, for a profile with `rateLimit`.",
    responses: "429",
    remedy:
      "Wait for the seconds in `Retry-After`, advance the clock, or use a higher `rateLimit`.",
  },
  bodySize: {
    text: "The size of the body, and of all bodies that arrive at once.",
    responses: "413, 503",
    remedy: "Send a smaller body, or raise `maximumBodyBytes` of the profile.",
  },
  idempotencyKey: {
    text: "The `Idempotency-Key`: its form, and an earlier request with this key.",
    responses: "the first response again; 400 with code 26; 409 `idempotencyKeyReused`",
    remedy: "Use a new key for a new request, or none.",
  },
  delay: {
    text: "The wait in real time: `Prefer: delay`, the delay of a fault rule, or the latency.",
    responses: "409 `interrupted`; 503 when too many requests wait",
    remedy: "Send the request again, without a delay.",
  },
  prefer: {
    text: "`Prefer: code`.",
    responses: "the status that it names",
    remedy: "Leave `code` out of the header `Prefer`.",
  },
  faultBefore: {
    text: "The fault rules with `when: before`. The first matching rule applies.",
    responses: "the fault of the rule",
    remedy:
      "Remove the fault rule, or send a request that it does not match. A rule with `times` ends by itself.",
  },
  body: {
    text: "The media type, the JSON, the schema and the validation rules of the body.",
    responses: "400 with code 21 to 24, 415",
    remedy: "Change each member that the issues name.",
  },
  precondition: {
    text: "`If-Match` and the tag of the resource.",
    responses: "412",
    remedy: "Read the resource again, and send its `ETag` as `If-Match`.",
  },
  resource: {
    text: "Whether a resource with the id exists.",
    responses: "404",
    remedy: "Use an id that the list of the resource has.",
  },
  query: {
    text: "The filter, the order, the page and the fields in the query.",
    responses: "400 with code 20 or 28",
    remedy: "Change each parameter that the issues name.",
  },
  testNumber: {
    text: "The test numbers and test payments in an action. They change the facts of the ledger.",
    responses: "none",
    remedy: "Use another number, or another `paymentMethod.id`.",
  },
  operation: {
    text: "The read, the registration, or the command of the ledger with its refusal rules.",
    responses: "the response of the operation",
    remedy: "Change the request or the state; the refusal has the reason.",
  },
  contractCheck: {
    text: "Whether the response fits the contract, with the option `strict`.",
    responses: "500",
    remedy: "Switch off `strict`, and report the issue: it is a bug of the mock.",
  },
  lostResponse: {
    text: "The test number 15005550005 and the payment `pm_lost_response`.",
    responses: "a dropped connection",
    remedy: "Use another number or payment. With an `Idempotency-Key`, repeat the request.",
  },
  faultAfter: {
    text: "The fault rules with `when: after`. The first matching rule applies.",
    responses: "the fault of the rule",
    remedy: "Remove the fault rule. With an `Idempotency-Key`, repeat the request.",
  },
};
