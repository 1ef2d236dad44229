import type { ClientRequest, ClientResponse, Middleware } from "../pipeline/types.ts";
import { defaultPlatform } from "../platform.ts";

/** From quiet to talkative. */
export type LogLevel = "error" | "warn" | "info" | "debug";

/** What is said: `console` fits. */
export type Logger = Readonly<Record<LogLevel, (message: string, facts: object) => void>>;

/** What to say, and what never to. */
export interface LogOptions {
  /** Default: `console`. */
  readonly logger?: Logger;
  /** `error`: no answer. `warn`: 4xx and 5xx too. `info`: everything. `debug`: with headers and bodies. Default: `info`. */
  readonly level?: LogLevel;
  /**
   * More headers and attributes, in any case, whose values are masked. Those that have `token`,
   * `secret`, `key`, `auth`, `password`, `cookie`, `voucher` or `payment` in their name always are.
   */
  readonly redact?: readonly string[];
  /** Milliseconds, for durations. Default: the clock. */
  readonly now?: () => number;
}

const levels: readonly LogLevel[] = ["error", "warn", "info", "debug"];

/** Names of headers and attributes whose values belong in no log. */
const secretName = /token|secret|key|auth|password|cookie|voucher|payment/i;

/**
 * Logs each attempt, or each call, depending on the list it is put in. Method, path, status and
 * time; query values are left out, for they hold phone numbers.
 */
export function logging({
  logger = console,
  level = "info",
  redact = [],
  now = defaultPlatform.now,
}: LogOptions = {}): Middleware {
  const hidden = new Set(redact.map((name) => name.toLowerCase()));
  const mask = (name: string, value: unknown) =>
    secretName.test(name) || hidden.has(name.toLowerCase()) ? "***" : value;

  function detail({ headers, body }: ClientRequest, answer: ClientResponse | undefined) {
    if (level !== "debug") return {};
    const names = Object.keys(headers).map((name) => [name, mask(name, headers[name])]);
    return {
      headers: Object.fromEntries(names),
      ...(body && { body: masked(body) }),
      ...(answer?.body && { answer: masked(answer.body) }),
    };
  }

  /** What is not JSON cannot be masked, so it is not logged. */
  function masked(text: string): unknown {
    try {
      return JSON.parse(text, mask);
    } catch {
      return `${text.length} characters`;
    }
  }

  return async (request, next) => {
    const { operation, method, url, attempt } = request;
    const start = now();
    const say = (at: LogLevel, end: object, answer?: ClientResponse) => {
      if (levels.indexOf(at) > levels.indexOf(level)) return;
      const path = url.replace(/^[^:]+:\/\/[^/]+|\?.*/g, "");
      const facts = { operation, attempt, ms: now() - start, ...end, ...detail(request, answer) };
      logger[at](`${method} ${path}`, facts);
    };
    try {
      const answer = await next(request);
      const { status } = answer;
      const requestId = answer.headers.get("x-request-id") ?? undefined;
      say(status >= 400 ? "warn" : "info", { status, requestId }, answer);
      return answer;
    } catch (error) {
      say("error", { error });
      throw error;
    }
  };
}
