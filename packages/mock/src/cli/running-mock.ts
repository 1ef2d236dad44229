import { type Control, ControlError, createControl } from "../control/client.ts";
import { flagError } from "./flag-error.ts";
import type { FlagValues } from "./verbs.ts";

const defaultUrl = "http://127.0.0.1:4010";

/** A client of the control plane of a running mock, with the URL that a user sees. */
export interface RunningMock {
  readonly url: string;
  readonly control: Control;
}

/** Reads `--url` and `--token`. A URL of the API is accepted too. @throws UsageError for another text. */
export function runningMockOf({ url = defaultUrl, token }: FlagValues): RunningMock {
  const text = String(url);
  if (!URL.canParse(text) || !/^https?:/.test(text)) {
    throw flagError("--url", text, "it must be a URL");
  }
  const { origin, pathname } = new URL(text);
  const [tenant = ""] = /^\/t\/[^/]+/.exec(pathname) ?? [];
  const baseUrl = `${origin}${tenant}`;
  const control = createControl({
    baseUrl,
    fetch: (request) => fetch(request),
    ...(typeof token === "string" && { token }),
  });
  return { url: baseUrl, control };
}

/** Returns an error with the remedy, when the mock cannot be reached or refuses the token. */
export function runningMockError(error: unknown, url: string): Error {
  if (error instanceof ControlError) {
    const remedy = error.status === 401 ? " Give it with --token." : "";
    return new Error(`${url}: ${error.message}${remedy}`);
  }
  if (error instanceof TypeError) {
    return new Error(`No mock responds at ${url}. Start one: tmf654-mock --port ${portOf(url)}`);
  }
  return error instanceof Error ? error : new Error(String(error));
}

function portOf(url: string): string {
  const { port } = new URL(url);
  return port === "" ? "80" : port;
}
