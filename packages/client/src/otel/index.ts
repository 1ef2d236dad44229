import {
  type Attributes,
  context,
  propagation,
  type Span,
  SpanKind,
  type SpanOptions,
  SpanStatusCode,
  type Tracer,
  type TracerProvider,
  trace,
} from "@opentelemetry/api";
import type { ClientOptions } from "../options.ts";
import type { ClientRequest, ClientResponse, Middleware } from "../pipeline/types.ts";

/** Where spans go. */
export interface TracingOptions {
  /** Default: the global provider, looked up at each call. */
  readonly tracerProvider?: TracerProvider;
  /** Send `traceparent` along, by the global propagator. Default: true. */
  readonly propagate?: boolean;
}

/** Without query and credentials: the query holds phone numbers. A relative URL has a path only. */
function addressOf(url: string): Attributes {
  const [, given, host = "", port, path] =
    /^(https?):\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^:/?#]+)(?::(\d+))?([^?#]*)/i.exec(url) ?? [];
  if (!given) return { "url.path": url.replace(/[?#].*/, "") };
  const scheme = given.toLowerCase();
  return {
    "server.address": host.replace(/^\[|\]$/g, ""),
    "server.port": Number(port ?? (scheme === "http" ? 80 : 443)),
    "url.full": `${scheme}://${host}${port ? `:${port}` : ""}${path}`,
  };
}

function noteAnswer(span: Span, { status, headers }: ClientResponse): void {
  span.setAttribute("http.response.status_code", status);
  const requestId = headers.get("x-request-id");
  if (requestId) span.setAttribute("tmf654.request_id", requestId);
  if (status < 400) return;
  span.setAttribute("error.type", String(status));
  span.setStatus({ code: SpanStatusCode.ERROR });
}

function noteError(span: Span, error: unknown): void {
  const { name, message } = error as Error;
  span.setAttribute("error.type", name);
  span.recordException({ name, message });
  span.setStatus({ code: SpanStatusCode.ERROR, message });
}

/**
 * One span a call and, inside it, one client span an attempt, named by the HTTP semantic
 * conventions of OpenTelemetry. Spread into the options: `createClient({ baseUrl, ...tracing() })`.
 */
export function tracing({
  tracerProvider,
  propagate = true,
}: TracingOptions = {}): Required<Pick<ClientOptions, "middleware" | "attemptMiddleware">> {
  const tracer = (): Tracer => (tracerProvider ?? trace).getTracer("@tmf654/client");

  /** Sends within a new span, which `send` has to end. */
  function within(
    name: string,
    options: SpanOptions,
    send: (span: Span) => Promise<ClientResponse>,
  ): Promise<ClientResponse> {
    const span = tracer().startSpan(name, options);
    return context.with(trace.setSpan(context.active(), span), () => send(span));
  }

  const withContext = (request: ClientRequest): ClientRequest => {
    if (!propagate) return request;
    const headers = { ...request.headers };
    propagation.inject(context.active(), headers);
    return { ...request, headers };
  };

  // Only the end of the call tells whether its answer was of use to the caller.
  const call: Middleware = (request, next) => {
    const { operation, onEnd } = request;
    const attributes = { "tmf654.operation": operation };
    return within(operation, { kind: SpanKind.INTERNAL, attributes }, async (span) => {
      onEnd.push((error) => {
        if (error) noteError(span, error);
        span.end();
      });
      const answer = await next(request);
      noteAnswer(span, answer);
      return answer;
    });
  };

  const attempt: Middleware = (request, next) => {
    const { method, url, attempt: count } = request;
    const attributes = {
      "http.request.method": method,
      ...addressOf(url),
      ...(count > 1 ? { "http.request.resend_count": count - 1 } : {}),
    };
    return within(method, { kind: SpanKind.CLIENT, attributes }, async (span) => {
      try {
        const answer = await next(withContext(request));
        noteAnswer(span, answer);
        return answer;
      } catch (error) {
        noteError(span, error);
        throw error;
      } finally {
        span.end();
      }
    });
  };
  return { middleware: [call], attemptMiddleware: [attempt] };
}
