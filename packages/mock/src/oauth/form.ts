import type { MockRequest } from "../ports/http-message.ts";
import type { OAuthClient, OAuthProvider } from "../ports/oauth.ts";
import { OAuthError } from "./error.ts";

/** The parameters of a form. Empty ones count as absent. */
export type Form = ReadonlyMap<string, string>;

/** A client that has proved its identity. */
export interface KnownClient extends OAuthClient {
  readonly id: string;
}

const defaultClients: NonNullable<OAuthProvider["clients"]> = { tmf654: { secret: "tmf654" } };
const formType = "application/x-www-form-urlencoded";

/** Reads the body of a request. @throws OAuthError for another type, or a repeated parameter. */
export function readForm({ body, header }: MockRequest): Form {
  const type = header("content-type")?.split(";", 1)[0]?.trim().toLowerCase();
  if (type !== formType || !(body instanceof Uint8Array)) {
    throw new OAuthError("invalid_request", `The request needs a body of the type ${formType}.`);
  }
  const form = new Map<string, string>();
  for (const [name, value] of readParameters(body)) {
    if (value === "") continue;
    if (form.has(name))
      throw new OAuthError("invalid_request", `${name} is repeated: send it once.`);
    form.set(name, value);
  }
  return form;
}

/** Reads the parameters of a body. */
export function readParameters(body: MockRequest["body"]): Iterable<[string, string]> {
  return new URLSearchParams(body instanceof Uint8Array ? new TextDecoder().decode(body) : "");
}

/**
 * Returns the client of a request, from `Authorization: Basic` or from the form. @throws OAuthError
 * for an unknown client and for a wrong secret.
 */
export function readClient(
  request: MockRequest,
  form: Form,
  { clients = defaultClients }: OAuthProvider,
): KnownClient {
  const basicHeader = request.header("authorization");
  const [id, secret] = basicHeader === undefined ? [] : readBasic(basicHeader);
  const [formId, formSecret] = [form.get("client_id"), form.get("client_secret")];
  if (id !== undefined && (formSecret !== undefined || (formId ?? id) !== id)) {
    const message = "Send the client in the header Authorization or in the body, not in both.";
    throw new OAuthError("invalid_request", message);
  }
  const name = id ?? formId;
  const client = name !== undefined && Object.hasOwn(clients, name) ? clients[name] : undefined;
  if (name === undefined || client?.secret !== (secret ?? formSecret)) {
    throw new OAuthError(
      "invalid_client",
      "The client is missing or unknown, or its secret is wrong: send client_id and client_secret.",
    );
  }
  return { ...(client as OAuthClient), id: name };
}

/** Reads Basic credentials. Name and secret are form-encoded: RFC 6749 section 2.3.1. */
function readBasic(header: string): readonly string[] {
  const invalidClient = new OAuthError(
    "invalid_client",
    "The header Authorization is not valid: send Basic credentials.",
  );
  const encodedCredentials = /^basic +(\S+) *$/i.exec(header)?.[1];
  if (encodedCredentials === undefined) throw invalidClient;
  try {
    const parts = /^([^:]*):(.*)$/s.exec(atob(encodedCredentials));
    if (!parts) throw invalidClient;
    return parts.slice(1).map((part) => decodeURIComponent(part.replaceAll("+", " ")));
  } catch {
    throw invalidClient;
  }
}
