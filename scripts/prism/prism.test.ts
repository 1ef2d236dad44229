/** Both commands as a user starts them: real processes, real sockets. */
import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { createMock } from "@tmf654/mock";
import { type MockServer, serve } from "@tmf654/mock/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const BASE = "/tmf-api/prepayBalanceManagement/v4";

/** A port that was free a moment ago. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? (address?.port ?? 0) : 0));
    });
  });

/** Prism loads for seconds, for many more on a busy machine. */
const STARTING_MS = 60_000;

const started: ChildProcess[] = [];
afterAll(() => {
  for (const child of started) child.kill("SIGTERM");
});

type Command = { readonly url: string; readonly stop: () => Promise<number | null> };

/** Runs a launcher until it prints what to try; stopped as Ctrl-C would. */
async function run(script: string, ...args: string[]): Promise<Command> {
  const port = String(await freePort());
  const child = spawn(process.execPath, [script, "--port", port, ...args]);
  started.push(child);
  await said(child, /Try: curl/);
  return {
    url: `http://127.0.0.1:${port}${BASE}`,
    stop: () =>
      new Promise((resolve) => {
        child.on("exit", resolve);
        child.kill("SIGINT");
      }),
  };
}

const said = (child: ChildProcess, text: RegExp): Promise<void> =>
  new Promise((resolve, reject) => {
    let output = "";
    const hear = (chunk: Buffer): void => {
      output += chunk.toString();
      if (text.test(output)) resolve();
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.on("exit", (code) => reject(new Error(`ended with ${code}: ${output}`)));
  });

describe("npm run prism", () => {
  let prism: Command;
  beforeAll(async () => {
    prism = await run("scripts/prism/mock.ts");
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

  test("answers with any declared status, and any example by name", async () => {
    const headers = { Prefer: "code=404" };
    const response = await fetch(`${prism.url}/bucket/1`, { headers });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: "60", status: "404" });
    const empty = await fetch(`${prism.url}/bucket`, { headers: { Prefer: "example=empty" } });
    expect(await empty.json()).toEqual([]);
  });

  test.each([
    "status=active,suspended",
    "status=active&status=suspended",
    "remainingValue.amount.gt=5",
    "confirmationDate.gte=2026-01-01T00:00:00Z",
    "confirmationDate=2026-01-01",
    "logicalResource.id=33639980101&fields=id,status&sort=-id&limit=2",
  ])("takes the filter %s", async (query) => {
    expect((await fetch(`${prism.url}/bucket?${query}`)).status).toBe(200);
  });

  test.each(["status=gone", "remainingValue.amount.gt=much", "limit=few"])(
    "answers the filter %s with the contract's 400",
    async (query) => {
      const response = await fetch(`${prism.url}/bucket?${query}`);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ status: "400" });
    },
  );
});

describe("npm run guard", () => {
  const mock = createMock();
  let server: MockServer;
  let guard: Command;
  beforeAll(async () => {
    server = await serve({
      ...mock,
      exchange: (exchange) =>
        exchange.target.endsWith("/broken")
          ? {
              status: 200,
              headers: { "content-type": "application/json;charset=utf-8" },
              body: '{"id":"broken","status":"gone"}',
            }
          : mock.exchange(exchange),
    });
    guard = await run("scripts/prism/guard.ts", "--upstream", server.url);
  }, STARTING_MS);
  afterAll(async () => {
    expect(await guard.stop()).toBe(0);
    await server.close();
    await mock.close();
  });

  test("lets the mock's answers pass, with nothing to say about them", async () => {
    const list = await fetch(`${guard.url}/bucket?limit=1000`);
    expect([list.status, list.headers.get("sl-violations")]).toEqual([200, null]);
    const buckets = (await list.json()) as { id: string }[];
    const one = await fetch(`${guard.url}/bucket/${buckets[0]?.id}`);
    expect([one.status, one.headers.get("sl-violations")]).toEqual([200, null]);
    expect(one.headers.get("content-type")).toBe("application/json;charset=utf-8");
  });

  test("leaves bad requests to the mock", async () => {
    const response = await fetch(`${guard.url}/topupBalance`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ amount: { amount: 5, units: "EUR" } }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ status: "400", code: expect.any(String) });
  });

  test("answers 500 and names the breach where the server breaks the contract", async () => {
    const response = await fetch(`${guard.url}/bucket/broken`);
    expect(response.status).toBe(500);
    const { validation } = (await response.json()) as { validation: { location: string[] }[] };
    expect(validation.map(({ location }) => location.join("."))).toEqual(["response.body.status"]);
  });
});

test(
  "a taken port ends the command and says so",
  async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const address = taken.address();
    const port = typeof address === "object" ? address?.port : 0;
    const child = spawn(process.execPath, ["scripts/prism/mock.ts", "--port", String(port)]);
    await expect(said(child, /Try: curl/)).rejects.toThrow(/EADDRINUSE/);
    taken.close();
  },
  STARTING_MS,
);
