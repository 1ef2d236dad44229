import type { ClientRequest, ClientResponse, Middleware } from "../pipeline/middleware.ts";
import { defaultPlatform } from "../platform/platform.ts";

/** The log level; each level includes the previous levels. */
export type LogLevel = "error" | "warn" | "info" | "debug";

/** The functions that write log lines, one for each level. */
export type Logger = Readonly<Record<LogLevel, (message: string, details: object) => void>>;

/** The options of `logging`. */
export interface LoggingOptions {
  /** The log functions. Default: `console`. */
  readonly logger?: Logger | undefined;
  /**
   * The least severe level that is logged. `error`: no response. `warn`: also 4xx and 5xx. `info`:
   * every request. `debug`: with headers and bodies. Default: `info`.
   */
  readonly level?: LogLevel | undefined;
  /**
   * The names of more headers and attributes to mask, in upper or lower case. Values are always
   * masked if the name contains `token`, `secret`, `key`, `auth`, `password`, `cookie`, `voucher`
   * or `payment`.
   */
  readonly redact?: readonly string[] | undefined;
  /** The current time in milliseconds, for durations. Default: the clock. */
  readonly now?: (() => number) | undefined;
}

const levels: readonly LogLevel[] = ["error", "warn", "info", "debug"];

/** Names of headers and attributes whose values must not be logged. */
const secretNamePattern = /token|secret|key|auth|password|cookie|voucher|payment/i;

/**
 * A middleware that logs method, path, status and duration. It logs calls in `middleware` and
 * attempts in `attemptMiddleware`. Log lines omit the query, which may contain phone numbers.
 */
export function logging({
  logger = console,
  level = "info",
  redact = [],
  now = defaultPlatform.now,
}: LoggingOptions = {}): Middleware {
  const hiddenNames = new Set(redact.map((name) => name.toLowerCase()));
  const mask = (name: string, value: unknown) =>
    secretNamePattern.test(name) || hiddenNames.has(name.toLowerCase()) ? "***" : value;

  function describe({ headers, body }: ClientRequest, response: ClientResponse | undefined) {
    if (level !== "debug") return {};
    const names = Object.keys(headers).map((name) => [name, mask(name, headers[name])]);
    return {
      headers: Object.fromEntries(names),
      ...(body && { body: maskBody(body) }),
      ...(response?.body && { response: maskBody(response.body) }),
    };
  }

  /** Masks values in a JSON body. Other text cannot be masked, so only its length is logged. */
  function maskBody(text: string): unknown {
    try {
      return JSON.parse(text, mask);
    } catch {
      return `${text.length} characters`;
    }
  }

  return async (request, next) => {
    const { operation, method, url, attempt } = request;
    const startedAt = now();
    const log = (entryLevel: LogLevel, outcome: object, response?: ClientResponse) => {
      if (levels.indexOf(entryLevel) > levels.indexOf(level)) return;
      const path = url.replace(/^[^:]+:\/\/[^/]+|\?.*/g, "");
      const details = {
        operation,
        attempt,
        ms: now() - startedAt,
        ...outcome,
        ...describe(request, response),
      };
      logger[entryLevel](`${method} ${path}`, details);
    };
    try {
      const response = await next(request);
      const { status } = response;
      const requestId = response.headers.get("x-request-id") ?? undefined;
      log(status >= 400 ? "warn" : "info", { status, requestId }, response);
      return response;
    } catch (error) {
      log("error", { error });
      throw error;
    }
  };
}
