/** A fetch over Node's HTTP client, with TLS files and a proxy, which Node's `fetch` lacks. */
import { request as httpRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";
import { Readable } from "node:stream";
import { connect as connectTls, type TLSSocket } from "node:tls";

/** Settings of the connection to a server. */
export interface TransportSettings {
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly insecure?: boolean | undefined;
  readonly proxy?: string | undefined;
}

/** A fetch with these settings. */
export function createTransport(settings: TransportSettings): typeof globalThis.fetch {
  return async (input, init = {}) => {
    const url = new URL(String(input));
    const headers = Object.fromEntries(new Headers(init.headers));
    const options: RequestOptions = { method: init.method ?? "GET", headers };
    if (init.signal) options.signal = init.signal;
    const message = await sendRequest(url, options, init.body, settings);
    return toResponse(message);
  };
}

/** Certificates and keys, as Node's TLS takes them. */
function tlsOptions({ ca, cert, key, insecure }: TransportSettings) {
  return {
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    rejectUnauthorized: !insecure,
  };
}

async function sendRequest(
  url: URL,
  options: RequestOptions,
  body: BodyInit | null | undefined,
  settings: TransportSettings,
): Promise<IncomingMessage> {
  const isSecure = url.protocol === "https:";
  const proxy = settings.proxy === undefined ? undefined : new URL(settings.proxy);
  const tls = tlsOptions(settings);
  const tunnel = isSecure && proxy ? await openTunnel(url, proxy, tls, options.signal) : undefined;
  return new Promise((resolve, reject) => {
    const request = isSecure
      ? httpsRequest(url, {
          ...options,
          ...tls,
          ...(tunnel && { createConnection: () => tunnel, agent: false }),
        })
      : proxy
        ? httpRequest({
            ...proxyTarget(url, proxy),
            ...options,
            headers: proxyHeaders(options, url, proxy),
          })
        : httpRequest(url, options);
    request.once("response", resolve);
    request.once("error", reject);
    request.end(typeof body === "string" ? body : undefined);
  });
}

/** A request without TLS goes to the proxy with the whole URL as its path. */
function proxyTarget(url: URL, proxy: URL): RequestOptions {
  return { host: proxy.hostname, port: proxy.port || 80, path: url.href };
}

function proxyHeaders({ headers }: RequestOptions, url: URL, proxy: URL): Record<string, string> {
  const namedHeaders = (headers ?? {}) as Record<string, string>;
  return { ...namedHeaders, host: url.host, ...proxyCredentials(proxy) };
}

function proxyCredentials({ username, password }: URL): Record<string, string> {
  if (username === "") return {};
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { "proxy-authorization": `Basic ${Buffer.from(credentials).toString("base64")}` };
}

function openTunnel(
  url: URL,
  proxy: URL,
  tls: ReturnType<typeof tlsOptions>,
  signal: AbortSignal | undefined,
): Promise<TLSSocket> {
  const target = `${url.hostname}:${url.port || 443}`;
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      host: proxy.hostname,
      port: proxy.port || 80,
      method: "CONNECT",
      path: target,
      headers: { host: target, ...proxyCredentials(proxy) },
      ...(signal && { signal }),
    });
    request.once("error", reject);
    request.once("connect", ({ statusCode }, socket) => {
      if (statusCode === 200) {
        const secureSocket = connectTls({ ...tls, socket, servername: url.hostname });
        secureSocket.once("secureConnect", () => resolve(secureSocket));
        secureSocket.once("error", reject);
        return;
      }
      socket.destroy();
      reject(new Error(`the proxy refused ${target} with status ${statusCode}: check --proxy`));
    });
    request.end();
  });
}

const statusesWithoutBody = new Set([101, 204, 205, 304]);

function toResponse(message: IncomingMessage): Response {
  const { statusCode = 0 } = message;
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headersDistinct)) {
    for (const one of value ?? []) headers.append(name, one);
  }
  if (statusCode < 200 || statusCode > 599) {
    message.destroy();
    throw new Error(`the status ${statusCode} is not an HTTP status`);
  }
  if (statusesWithoutBody.has(statusCode)) {
    message.resume();
    return new Response(null, { status: statusCode, headers });
  }
  const body = Readable.toWeb(message) as ReadableStream<Uint8Array>;
  return new Response(body, { status: statusCode, headers });
}
