/** Both commands as a user starts them, with real processes and sockets. */
import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { createMock } from "@tmf654/mock";
import { type MockServer, serve } from "@tmf654/mock/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../../packages/mock/test/support/free-port.ts";

const BASE = "/tmf-api/prepayBalanceManagement/v4";

/** The time limit for starting Prism, which takes seconds, and much longer on a busy machine. */
const STARTING_MS = 60_000;

const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill("SIGTERM");
});

interface Command {
  readonly url: string;
  readonly stop: () => Promise<number | null>;
}

/** The arguments of Node.js for `npm run prism`. */
const exampleArguments = [
  "--conditions=@tmf654/source",
  "packages/mock/src/cli/main.ts",
  "examples",
];

/** Starts a command and waits for its last line; `stop` does what Ctrl-C does. */
async function run(ready: RegExp, ...args: string[]): Promise<Command> {
  const port = String(await freePort());
  const child = spawn(process.execPath, [...args, "--port", port]);
  children.push(child);
  await untilOutput(child, ready);
  return {
    url: `http://127.0.0.1:${port}${BASE}`,
    stop: () =>
      new Promise((resolve) => {
        child.on("exit", resolve);
        child.kill("SIGINT");
      }),
  };
}

const untilOutput = (child: ChildProcess, text: RegExp): Promise<void> =>
  new Promise((resolve, reject) => {
    let output = "";
    const onOutput = (chunk: Buffer): void => {
      output += chunk.toString();
      if (text.test(output)) resolve();
    };
    child.stdout?.on("data", onOutput);
    child.stderr?.on("data", onOutput);
    child.on("exit", (code) => reject(new Error(`exited with code ${code}: ${output}`)));
  });

describe("npm run prism", () => {
  let prism: Command;
  beforeAll(async () => {
    prism = await run(/Prism is listening/, ...exampleArguments);
  }, STARTING_MS);
  afterAll(async () => {
    expect(await prism.stop()).toBe(0);
  });

  test("serves the contract's examples under the base path", async () => {
    const response = await fetch(`${prism.url}/bucket`);
    expect(response.status).toBe(200);
    const buckets = (await response.json()) as { href: string }[];
    expect(buckets[0]?.href).toMatch(`${BASE}/bucket/`);
  });

  test("returns any declared status, and any example by name", async () => {
    const headers = { Prefer: "code=404" };
    const response = await fetch(`${prism.url}/bucket/1`, { headers });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: "60", status: "404" });
    const emptyResponse = await fetch(`${prism.url}/bucket`, {
      headers: { Prefer: "example=empty" },
    });
    expect(await emptyResponse.json()).toEqual([]);
  });

  test.each([
    "status=active,suspended",
    "status=active&status=suspended",
    "remainingValue.amount.gt=5",
    "confirmationDate.gte=2026-01-01T00:00:00Z",
    "confirmationDate=2026-01-01",
    "logicalResource.id=33639980101&fields=id,status&sort=-id&limit=2",
  ])("accepts the filter %s", async (query) => {
    expect((await fetch(`${prism.url}/bucket?${query}`)).status).toBe(200);
  });

  test.each(["status=gone", "remainingValue.amount.gt=much", "limit=few"])(
    "rejects the filter %s with the contract's 400",
    async (query) => {
      const response = await fetch(`${prism.url}/bucket?${query}`);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ status: "400" });
    },
  );
});

describe("npm run prism:proxy", () => {
  const mock = createMock();
  let server: MockServer;
  let proxy: Command;
  beforeAll(async () => {
    server = await serve({
      ...mock,
      handle: (request) =>
        request.target.endsWith("/broken")
          ? {
              status: 200,
              headers: { "content-type": "application/json;charset=utf-8" },
              body: '{"id":"broken","status":"gone"}',
            }
          : mock.handle(request),
    });
    proxy = await run(/Try: curl/, "scripts/prism/proxy.ts", "--upstream", server.url);
  }, STARTING_MS);
  afterAll(async () => {
    expect(await proxy.stop()).toBe(0);
    await server.close();
    await mock.close();
  });

  test("forwards the mock's responses without an issue", async () => {
    const list = await fetch(`${proxy.url}/bucket?limit=1000`);
    expect([list.status, list.headers.get("sl-violations")]).toEqual([200, null]);
    const buckets = (await list.json()) as { id: string }[];
    const bucketResponse = await fetch(`${proxy.url}/bucket/${buckets[0]?.id}`);
    expect([bucketResponse.status, bucketResponse.headers.get("sl-violations")]).toEqual([
      200,
      null,
    ]);
    expect(bucketResponse.headers.get("content-type")).toBe("application/json;charset=utf-8");
  });

  test("lets the mock validate requests", async () => {
    const response = await fetch(`${proxy.url}/topupBalance`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ amount: { amount: 5, units: "EUR" } }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ status: "400", code: expect.any(String) });
  });

  test("returns 500 with the issues of a response that breaks the contract", async () => {
    const response = await fetch(`${proxy.url}/bucket/broken`);
    expect(response.status).toBe(500);
    const { validation } = (await response.json()) as { validation: { location: string[] }[] };
    expect(validation.map(({ location }) => location.join("."))).toEqual(["response.body.status"]);
  });
});

test(
  "a port in use ends the command with an error",
  async () => {
    const occupyingServer = createServer();
    await new Promise<void>((resolve) => occupyingServer.listen(0, "127.0.0.1", resolve));
    const address = occupyingServer.address();
    const port = typeof address === "object" ? address?.port : 0;
    const child = spawn(process.execPath, [...exampleArguments, "--port", String(port)]);
    await expect(untilOutput(child, /Prism is listening/)).rejects.toThrow(/EADDRINUSE/);
    occupyingServer.close();
  },
  STARTING_MS,
);
