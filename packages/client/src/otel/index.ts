import {
  type Attributes,
  context,
  propagation,
  type Span,
  SpanKind,
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

/** Without query and credentials: the query holds phone numbers. */
function addressOf(url: string): Attributes {
  const [, scheme, host = "", port, path] =
    /^(https?):\/\/(?:[^@/]*@)?([^:/?#]+)(?::(\d+))?([^?#]*)/i.exec(url) ?? [];
  return {
    "server.address": host,
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

  function spanned(
    name: (request: ClientRequest) => string,
    kind: SpanKind,
    attributes: (request: ClientRequest) => Attributes,
    forward: (request: ClientRequest) => ClientRequest,
  ): Middleware {
    return (request, next) => {
      const options = { kind, attributes: attributes(request) };
      const span = tracer().startSpan(name(request), options);
      return context.with(trace.setSpan(context.active(), span), async () => {
        try {
          const answer = await next(forward(request));
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
  }

  const withContext = (request: ClientRequest): ClientRequest => {
    if (!propagate) return request;
    const headers = { ...request.headers };
    propagation.inject(context.active(), headers);
    return { ...request, headers };
  };

  const call = spanned(
    ({ operation }) => operation,
    SpanKind.INTERNAL,
    ({ operation }) => ({ "tmf654.operation": operation }),
    (request) => request,
  );
  const attempt = spanned(
    ({ method }) => method,
    SpanKind.CLIENT,
    ({ method, url, attempt: count }) => ({
      "http.request.method": method,
      ...addressOf(url),
      ...(count > 1 ? { "http.request.resend_count": count - 1 } : {}),
    }),
    withContext,
  );
  return { middleware: [call], attemptMiddleware: [attempt] };
}
