/** The command, with real processes and sockets. */
import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMock, type Mock } from "@tmf654/mock";
import { type MockServer, serve } from "@tmf654/mock/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readArguments } from "../src/cli/arguments.ts";
import { flags, helpText } from "../src/cli/flags.ts";
import { runMain } from "../src/cli/run-main.ts";
import { createTransport } from "../src/cli/transport.ts";

const folder = mkdtempSync(join(tmpdir(), "tmf654-conformance-"));
const main = join(import.meta.dirname, "../src/cli/main.ts");

interface CommandResult {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** The command in this process; the streams are kept. */
async function command(...args: readonly string[]): Promise<CommandResult> {
  const [out, error]: [string[], string[]] = [[], []];
  const code = await runMain(args, {
    out: (text) => out.push(text),
    error: (text) => error.push(text),
    progress: () => {},
    environment: {},
    fetch,
  });
  return { code, out: out.join(""), error: error.join("") };
}

/** The command as a process of its own. */
function spawned(...args: readonly string[]): Promise<CommandResult> {
  return new Promise((resolve) => {
    const node = ["--conditions=@tmf654/source", main, ...args];
    const options = { env: { ...process.env, GITHUB_STEP_SUMMARY: "" }, maxBuffer: 1e8 };
    execFile(process.execPath, node, options, (failure, out, error) => {
      resolve({ code: Number(failure?.code ?? 0), out, error });
    });
  });
}

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

const path = (name: string): string => join(folder, name);

describe("tmf654-conformance", () => {
  test("passes the mock on all levels, events included, and writes every report", async () => {
    const { code, out, error } = await spawned(
      url,
      "--allow-writes",
      ...["--html", path("r.html"), "--json", path("r.json"), "--junit", path("r.xml")],
      ...["--github", path("r.md"), "--header", "X-Api-Key: s3cret"],
    );
    expect([code, error]).toEqual([0, ""]);
    expect(out).toMatch(/Conformant: \d+ passed \(/);
    expect(readFileSync(path("r.html"), "utf8")).toContain("<!doctype html>");
    expect(readFileSync(path("r.xml"), "utf8")).toContain('<testsuite name="behaviour"');
    expect(readFileSync(path("r.md"), "utf8")).toContain("| Bucket | GET | ✅");
    const report = readFileSync(path("r.json"), "utf8");
    expect(report).not.toContain("s3cret");
    expect(JSON.parse(report).summary).toMatchObject({ failed: 0, inconclusive: 0, skipped: 0 });
  }, 60_000);

  test("a mistake is one line on the error stream and exit code 2", async () => {
    const { code, out, error } = await spawned("https://a/", "--allow-write");
    expect([code, out]).toEqual([2, ""]);
    expect(error).toMatch(/^Unknown option '--allow-write'\. See --help\.\n$/);
  }, 30_000);

  test("exits with 1 when a case fails, and says why", async () => {
    const certificate = { name: "C", resources: { transferBalance: { operations: ["GET"] } } };
    writeFileSync(path("c.json"), JSON.stringify(certificate));
    const args = ["--certificate", path("c.json"), "--level", "certified"];
    const { code, out } = await command(url, ...args);
    expect(code).toBe(1);
    expect(out).toContain("FAILED certified.transferBalance.list.not-empty");
    expect(out).toContain("expected that the body is not empty; got []");
  }, 30_000);

  test("exits with 2 when every case was skipped", async () => {
    const { code, out } = await command(url, "--filter", "behaviour.topupBalance");
    expect(code).toBe(2);
    expect(out).toContain("skipped");
  }, 30_000);

  test("--list prints a line a case and sends nothing", async () => {
    const { code, out } = await command("--list", "--level", "certified,contract");
    expect(code).toBe(0);
    expect(out.trim().split("\n").length).toBeGreaterThan(250);
    expect(out).toMatch(
      /^contract\.topupBalance\.create\.status {2}POST .* \[write, found: bucket\]$/m,
    );
  }, 30_000);

  test("--bail stops after the first failure", async () => {
    const { code, out } = await command("http://127.0.0.1:9/", "--bail", "--concurrency", "1");
    expect(code).toBe(1);
    expect(out.match(/^FAILED/gm)).toHaveLength(1);
  }, 30_000);

  test("compare finds nothing between a report and itself, and what got worse otherwise", async () => {
    const file = path("before.json");
    await command(url, "--level", "certified", "--json", file);
    expect(await command("compare", file, file)).toEqual({
      code: 0,
      out: "Nothing changed.\n",
      error: "",
    });
    const report = JSON.parse(readFileSync(file, "utf8"));
    const [first] = report.cases;
    Object.assign(first, { verdict: "failed", reason: "broke" });
    writeFileSync(path("after.json"), JSON.stringify(report));
    const worse = await command("compare", file, path("after.json"));
    expect(worse.code).toBe(1);
    expect(worse.out).toContain(`WORSE ${first.id}: passed -> failed\n  broke`);
  }, 30_000);

  test("--beside a server of another profile shows where they differ", async () => {
    const other = createMock({ profile: "certified" });
    const second = await serve(other);
    const args = ["--filter", "contract.topupBalance.delete", "--allow-writes"];
    const { code, out } = await command(url, "--beside", second.url + other.basePath, ...args);
    await second.close();
    expect(code).toBe(1);
    expect(out).toMatch(
      /status contract\.topupBalance\.delete\.status: DELETE .*\n {2}left: {2}204\n {2}right: 405/,
    );
  }, 30_000);

  test.each([
    [["https://a/", "https://b/"], /one base URL/],
    [[], /one base URL/],
    [["https://a/", "--allow-write"], /--allow-write/],
    [["https://a/", "--level", "all"], /--level "all" is not one of/],
    [["https://a/", "--rate", "0"], /--rate "0" is not a whole number/],
    [["https://a/", "--header", "none"], /a colon is missing/],
    [["ftp://a/"], /cannot be called/],
    [["https://u:p@a/"], /use a header/],
    [["https://a/", "--filter", "no-such-case"], /No case matches/],
    [["https://a/", "--certificate", "none.json"], /none\.json cannot be read/],
    [["compare", "a.json"], /compare takes 2 files/],
  ])("%j exits with 2 and says what is wrong in one line", async (args, message) => {
    const { code, error } = await command(...args);
    expect([code, error.trim().split("\n").length]).toEqual([2, 1]);
    expect(error).toMatch(message);
    expect(error).not.toContain("u:p");
  });

  test("--help names every flag", () => {
    for (const { name } of flags) expect(helpText()).toContain(`--${name}`);
    expect(readArguments(["--help"]).verb).toBe("help");
  });
});

describe("the official kit's files", () => {
  test("ctk-check lists what breaks the contract, and passes what does not", async () => {
    const config = {
      url: "https://host/base",
      headers: { Accept: "application/json" },
      payloads: {
        Bucket: { POST: { payload: { usageType: "monetary" } } },
        TopupBalance: {
          POST: { payload: { amount: { amount: 10, units: "EUR" }, bucket: { id: "11" } } },
        },
        AdjustBalance: { product: { id: "p" }, usageType: "monetary" },
      },
    };
    writeFileSync(path("config.json"), JSON.stringify(config));
    const bad = await command("ctk-check", path("config.json"));
    expect(bad.code).toBe(1);
    expect(bad.out.trim().split("\n")).toEqual([
      "url: must end in a slash: the kit joins the resource's name to it",
      "payloads.TopupBalance.POST.payload.partyAccount: is missing",
      "payloads.TopupBalance.POST.payload.usageType: is missing",
      "payloads.AdjustBalance.amount: is missing",
      "payloads.AdjustBalance.bucket: is missing",
      "payloads.AdjustBalance.product: must be of type array",
      "6 issues: the kit would send what the contract forbids.",
    ]);
    const good = { url: "https://host/base/", payloads: { Bucket: { usageType: "data" } } };
    writeFileSync(path("config.json"), JSON.stringify(good));
    expect((await command("ctk-check", path("config.json"))).code).toBe(0);
  }, 30_000);

  test("import believes run.failures, not the assertions, and exits with 1", async () => {
    const execution = (name: string, assertions: readonly object[]): object => ({
      item: { id: name, name },
      request: {
        method: "GET",
        url: { protocol: "https", host: ["host"], path: ["base", "bucket"], query: [] },
        header: [{ key: "Authorization", value: "Bearer s3cret" }],
      },
      response: {
        code: 200,
        header: [],
        responseTime: 12,
        stream: { type: "Buffer", data: [...Buffer.from('[{"id":"b1"}]')] },
      },
      assertions,
    });
    const newman = {
      collection: { info: { name: "CTK-TMF654" } },
      run: {
        timings: { started: 1_780_000_000_000, completed: 1_780_000_004_000 },
        executions: [
          execution("N1", [{ assertion: "status is 200" }, { assertion: "has href" }]),
          execution("N2", []),
        ],
        failures: [
          { source: { id: "N1" }, error: { test: "has href", message: "no href" } },
          { source: { name: "E1" }, error: { message: "socket hang up" } },
        ],
      },
    };
    writeFileSync(path("newman.json"), JSON.stringify(newman));
    const { code, out } = await command("import", path("newman.json"), "--json", path("kit.json"));
    expect(code).toBe(1);
    expect(out).toContain("1 passed, 2 failed, 1 inconclusive");
    const report = JSON.parse(readFileSync(path("kit.json"), "utf8"));
    expect(report.cases.map((each: { verdict: string }) => each.verdict)).toEqual([
      "passed",
      "failed",
      "inconclusive",
      "failed",
    ]);
    expect(report).toMatchObject({ baseUrl: "https://host/base", run: "CTK-TMF654", ms: 4000 });
    expect(JSON.stringify(report)).not.toContain("s3cret");
    newman.run.failures = [];
    newman.run.executions.pop();
    writeFileSync(path("newman.json"), JSON.stringify(newman));
    expect((await command("import", path("newman.json"))).code).toBe(0);
    writeFileSync(path("newman.json"), "{}");
    expect(await command("import", path("newman.json"))).toMatchObject({
      code: 2,
      error: expect.stringContaining("is no result of newman"),
    });
  }, 30_000);
});

/** A proxy that forwards plain requests and tunnels the others. */
async function openProxy(seen: string[]) {
  const proxy = createServer((request, response) => {
    seen.push(`${request.method} ${request.headers["proxy-authorization"] ?? ""}`);
    void fetch(request.url ?? "", { headers: { accept: "application/json" } }).then(
      async (answer) => {
        response.writeHead(answer.status, { "content-type": "application/json" });
        response.end(await answer.text());
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

  test("an unknown authority is refused, a named one and --insecure are not", async () => {
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

  test("a proxy carries plain requests with its credentials, and tunnels the others", async () => {
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
    expect((await command(target, ...args)).code).toBe(0);
    expect((await command(target, "--filter", "certified.bucket.list.array")).out).toContain(
      "no response",
    );
  }, 30_000);
});
