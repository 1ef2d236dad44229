/** TLS files and proxies. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMock, type Mock } from "@tmf654/mock";
import { type MockServer, serve } from "@tmf654/mock/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTransport } from "../src/cli/transport.ts";
import { runInProcess } from "./support/command.ts";

const folder = mkdtempSync(join(tmpdir(), "tmf654-conformance-"));
const path = (name: string): string => join(folder, name);

let mock: Mock;
let server: MockServer;
let url: string;

beforeAll(async () => {
  mock = createMock({ fetch });
  server = await serve(mock);
  url = `${server.url}${mock.basePath}/`;
});

afterAll(async () => {
  await server.close();
  await mock.close();
  rmSync(folder, { recursive: true });
});

/** A proxy that forwards plain requests and tunnels the others. */
async function openProxy(seen: string[]) {
  const proxy = createServer((request, response) => {
    seen.push(`${request.method} ${request.headers["proxy-authorization"] ?? ""}`);
    void fetch(request.url ?? "", { headers: { accept: "application/json" } }).then(
      async (reply) => {
        response.writeHead(reply.status, { "content-type": "application/json" });
        response.end(await reply.text());
      },
    );
  });
  proxy.on("connect", ({ url: target = "" }: IncomingMessage, socket) => {
    seen.push(`CONNECT ${target}`);
    const [host, port] = target.split(":");
    const upstream = connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      upstream.pipe(socket);
      socket.pipe(upstream);
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  return { proxy, port: (proxy.address() as AddressInfo).port };
}

describe.skipIf(!existsSync("/usr/bin/openssl"))("TLS and proxies", () => {
  const [key, cert] = [path("key.pem"), path("cert.pem")];
  let secure: ReturnType<typeof createTlsServer>;
  let secureUrl: string;
  const seen: string[] = [];
  let proxy: Awaited<ReturnType<typeof openProxy>>;

  beforeAll(async () => {
    const args = [
      "req",
      "-x509",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-days",
      "2",
      "-subj",
      "/CN=localhost",
    ];
    const names = ["-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", cert];
    execFileSync("openssl", [...args, ...names], { stdio: "ignore" });
    const files = { key: readFileSync(key), cert: readFileSync(cert) };
    secure = createTlsServer(
      { ...files, ca: files.cert, requestCert: true, rejectUnauthorized: false },
      (request, response) => {
        const { authorized } = request.socket as unknown as { authorized: boolean };
        response.writeHead(200, {
          "content-type": "application/json",
          "x-client": String(authorized),
        });
        response.end("[]");
      },
    );
    await new Promise<void>((resolve) => secure.listen(0, resolve));
    secureUrl = `https://localhost:${(secure.address() as AddressInfo).port}/bucket`;
    proxy = await openProxy(seen);
  });

  afterAll(() => {
    secure.close();
    proxy.proxy.close();
    proxy.proxy.closeAllConnections();
  });

  test("an unknown authority is refused; --ca and --insecure accept it", async () => {
    await expect(createTransport({})(secureUrl)).rejects.toThrow(/self-signed|unable to verify/);
    const ca = readFileSync(cert, "utf8");
    expect((await createTransport({ ca })(secureUrl)).status).toBe(200);
    expect((await createTransport({ insecure: true })(secureUrl)).status).toBe(200);
  });

  test("a client certificate is sent", async () => {
    const text = { cert: readFileSync(cert, "utf8"), key: readFileSync(key, "utf8") };
    const response = await createTransport({ ...text, ca: text.cert })(secureUrl);
    expect(response.headers.get("x-client")).toBe("true");
  });

  test("a proxy forwards plain requests with its credentials, and tunnels the others", async () => {
    const through = createTransport({
      proxy: `http://me:pw@127.0.0.1:${proxy.port}`,
      insecure: true,
    });
    const response = await through(`${url}bucket?limit=1`);
    expect([response.status, ((await response.json()) as unknown[]).length]).toEqual([206, 1]);
    expect(seen).toContain("GET Basic bWU6cHc=");
    expect((await through(secureUrl)).status).toBe(200);
    expect(seen).toContain(`CONNECT ${new URL(secureUrl).host}`);
  });

  test("the command runs over TLS", async () => {
    const target = secureUrl.replace("/bucket", "");
    const args = ["--filter", "certified.bucket.list.array", "--ca", cert];
    expect((await runInProcess(target, ...args)).code).toBe(0);
    expect((await runInProcess(target, "--filter", "certified.bucket.list.array")).out).toContain(
      "no response",
    );
  }, 30_000);
});
