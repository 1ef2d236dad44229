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
import type { ClientOptions } from "../client/options.ts";
import type { ClientRequest, ClientResponse, Middleware } from "../pipeline/middleware.ts";

/** The options of `tracing`. */
export interface TracingOptions {
  /** The provider of the tracer. Default: the global provider, looked up at each call. */
  readonly tracerProvider?: TracerProvider | undefined;
  /** Whether the global propagator adds `traceparent` to requests. Default: true. */
  readonly propagate?: boolean | undefined;
}

/**
 * The address of a request as span attributes, without credentials and query. The query may contain
 * phone numbers. A relative URL has only a path.
 */
function addressAttributes(url: string): Attributes {
  const [, givenScheme, host = "", port, path] =
    /^(https?):\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^:/?#]+)(?::(\d+))?([^?#]*)/i.exec(url) ?? [];
  if (!givenScheme) return { "url.path": url.replace(/[?#].*/, "") };
  const scheme = givenScheme.toLowerCase();
  return {
    "server.address": host.replace(/^\[|\]$/g, ""),
    "server.port": Number(port ?? (scheme === "http" ? 80 : 443)),
    "url.full": `${scheme}://${host}${port ? `:${port}` : ""}${path}`,
  };
}

function recordResponse(span: Span, { status, headers }: ClientResponse): void {
  span.setAttribute("http.response.status_code", status);
  const requestId = headers.get("x-request-id");
  if (requestId) span.setAttribute("tmf654.request_id", requestId);
  if (status < 400) return;
  span.setAttribute("error.type", String(status));
  span.setStatus({ code: SpanStatusCode.ERROR });
}

function recordError(span: Span, error: unknown): void {
  const { name, message } = error as Error;
  span.setAttribute("error.type", name);
  span.recordException({ name, message });
  span.setStatus({ code: SpanStatusCode.ERROR, message });
}

/**
 * Creates middleware for OpenTelemetry: one span for each call, with one client span for each
 * attempt inside. Names follow the HTTP semantic conventions. Spread it into the options:
 * `createClient({ baseUrl, ...tracing() })`.
 */
export function tracing({
  tracerProvider,
  propagate = true,
}: TracingOptions = {}): Required<Pick<ClientOptions, "middleware" | "attemptMiddleware">> {
  const getTracer = (): Tracer => (tracerProvider ?? trace).getTracer("@tmf654/client");

  /** Starts a span and calls `send` in it. `send` must end the span. */
  function runInSpan(
    name: string,
    options: SpanOptions,
    send: (span: Span) => Promise<ClientResponse>,
  ): Promise<ClientResponse> {
    const span = getTracer().startSpan(name, options);
    return context.with(trace.setSpan(context.active(), span), () => send(span));
  }

  const injectContext = (request: ClientRequest): ClientRequest => {
    if (!propagate) return request;
    const headers = { ...request.headers };
    propagation.inject(context.active(), headers);
    return { ...request, headers };
  };

  // The call may still reject the response, so the span ends with the call.
  const traceCall: Middleware = (request, next) => {
    const { operation, onEnd } = request;
    const attributes = { "tmf654.operation": operation };
    return runInSpan(operation, { kind: SpanKind.INTERNAL, attributes }, async (span) => {
      onEnd.push((error) => {
        if (error) recordError(span, error);
        span.end();
      });
      const response = await next(request);
      recordResponse(span, response);
      return response;
    });
  };

  const traceAttempt: Middleware = (request, next) => {
    const { method, url, attempt: count } = request;
    const attributes = {
      "http.request.method": method,
      ...addressAttributes(url),
      ...(count > 1 ? { "http.request.resend_count": count - 1 } : {}),
    };
    return runInSpan(method, { kind: SpanKind.CLIENT, attributes }, async (span) => {
      try {
        const response = await next(injectContext(request));
        recordResponse(span, response);
        return response;
      } catch (error) {
        recordError(span, error);
        throw error;
      } finally {
        span.end();
      }
    });
  };
  return { middleware: [traceCall], attemptMiddleware: [traceAttempt] };
}
