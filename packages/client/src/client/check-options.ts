import { InvalidOptionsError } from "../errors/invalid-options-error.ts";
import { toUrlText } from "../errors/mask.ts";
import type { Issue } from "../errors/tmf654-error.ts";
import { findHeaderIssue, isSendableUrl } from "../pipeline/sendable.ts";
import type { Platform } from "../platform/platform.ts";
import type { HttpOption } from "./http-option.ts";
import type { ClientOptions, RetryOptions } from "./options.ts";
import { suggestName } from "./suggest.ts";

/** The allowed types of each option, separated by `or`. */
type OptionTypes<Options> = Readonly<Record<keyof Options, string>>;

const clientTypes: OptionTypes<ClientOptions & HttpOption<unknown>> = {
  baseUrl: "string or object",
  fetch: "function",
  auth: "function",
  normalize: "function",
  http: "function",
  middleware: "array",
  attemptMiddleware: "array",
  maxBodyBytes: "number",
  maxPages: "number",
  timeoutMs: "number",
  totalTimeoutMs: "number",
  headers: "object",
  validation: "object",
  platform: "object",
  fetchOptions: "object",
  retry: "object or false",
  idempotency: "object or true or false",
  throwOnFailed: "true or false",
  operations: "certified or array",
};

const retryTypes: OptionTypes<RetryOptions> = {
  limit: "number",
  baseDelayMs: "number",
  maxDelayMs: "number",
  maxRetryAfterMs: "number",
  budget: "number",
  retryWritesOn503: "true or false",
  onRetry: "function",
};

const platformTypes: OptionTypes<Platform> = {
  fetch: "function",
  now: "function",
  random: "function",
  setTimer: "function",
  clearTimer: "function",
  newId: "function",
};

/** Returns the type of a value, with the names that the tables above use. */
function typeOf(value: unknown): string {
  if (typeof value === "number") return value >= 0 ? "number" : String(value);
  if (typeof value === "boolean" || value === null) return String(value);
  if (value === "certified") return value;
  return Array.isArray(value) ? "array" : typeof value;
}

/** Adds the issues of the options, if they are an object. */
function addIssues(
  issues: Issue[],
  options: unknown,
  types: Readonly<Record<string, string>>,
  at = "",
): void {
  if (typeOf(options) !== "object") return;
  for (const [name, value] of Object.entries(options as object)) {
    const path = `${at}/${name}`;
    const type = typeOf(value);
    if (!Object.hasOwn(types, name)) {
      const suggestion = suggestName(name, Object.keys(types));
      const message = `is unknown${suggestion ? `; did you mean "${suggestion}"?` : ""}`;
      issues.push({ path, code: "unknownOption", message });
    } else if (value !== undefined && !types[name]?.split(" or ").includes(type)) {
      const message = `must be ${types[name]}, not ${type}`;
      issues.push({ path, code: "invalidOption", message });
    }
  }
}

/** Adds an issue for each option that `fetch` can never use. */
function addUnsendableIssues(
  issues: Issue[],
  { baseUrl, headers, idempotency, fetchOptions }: ClientOptions,
): void {
  const { header = "a" } = Object(idempotency) as { header?: string };
  const url = String(baseUrl);
  const isUrl = isSendableUrl(url) && !/[?#\s]/.test(url);
  const messages: Record<string, string | undefined> = {
    "/baseUrl": isUrl
      ? undefined
      : `must be like https://host/path, no credentials or query, not ${toUrlText(url)}`,
    "/idempotency/header": findHeaderIssue(header, ""),
  };
  for (const [name, value] of Object.entries(headers ?? {}))
    messages[`/headers/${name}`] = findHeaderIssue(name, `${value}`);
  try {
    // React Native may lack `Request`.
    if ("Request" in globalThis && fetchOptions)
      new Request("http://host/", { ...fetchOptions, method: "POST" });
  } catch (cause) {
    messages["/fetchOptions"] = `are rejected: ${cause}`;
  }
  for (const [path, message] of Object.entries(messages))
    if (message) issues.push({ path, code: "unsendable", message });
}

/** Throws `InvalidOptionsError` with one issue for each unknown or invalid option. */
export function checkClientOptions(options: ClientOptions): void {
  const { retry, idempotency, platform } = options;
  const issues: Issue[] = [];
  // `addUnsendableIssues` checks the base URL.
  addIssues(issues, { ...options, baseUrl: undefined }, clientTypes);
  addIssues(issues, retry, retryTypes, "/retry");
  addIssues(issues, platform, platformTypes, "/platform");
  addIssues(issues, idempotency, { header: "string" }, "/idempotency");
  addUnsendableIssues(issues, options);
  if (issues.length === 0) return;
  const list = issues.map(({ path, message }) => `${path.slice(1)} ${message}`).join("; ");
  throw new InvalidOptionsError({ message: `invalid client options: ${list}`, issues });
}
