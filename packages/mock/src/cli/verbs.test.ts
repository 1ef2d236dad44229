/** The verbs against a mock in this process. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { createMock } from "../index.ts";
import { serve } from "../node/index.ts";
import { readCommandLine } from "./arguments.ts";
import { checkNode, checkPeer } from "./doctor.ts";

const folder = mkdtempSync(join(tmpdir(), "tmf654-verbs-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a command line and collects what it prints. */
function run(...args: string[]) {
  const command = readCommandLine(args);
  if ("error" in command) throw new Error(command.error);
  const { verb, values, operands } = command;
  const printedText = { out: "", err: "" };
  const code = verb.run({
    ...{ values, operands, environment: {}, folder },
    out: (text) => {
      printedText.out += text;
    },
    err: (text) => {
      printedText.err += text;
    },
  });
  return { code, printed: printedText };
}

async function outputOf(...args: string[]): Promise<string> {
  const { code, printed } = run(...args);
  expect(await code).toBe(0);
  return printed.out;
}

async function withServer(work: (url: string, mock: ReturnType<typeof createMock>) => unknown) {
  const mock = createMock({ controlToken: "secret" });
  const server = await serve(mock, { port: 0 });
  try {
    await work(server.url, mock);
  } finally {
    await server.close();
    await mock.close();
  }
}

describe("scenarios", () => {
  test("lists each built-in scenario", async () => {
    expect(await outputOf("scenarios")).toMatch(/^ {2}low-balance +\S/m);
    const listedScenarios = JSON.parse(await outputOf("scenarios", "--json"));
    expect(listedScenarios).toContainEqual(
      expect.objectContaining({ name: "empty", subscribers: 0 }),
    );
  });

  test("shows the subscribers of a scenario, with balances", async () => {
    const text = await outputOf("scenarios", "everyday");
    expect(text).toMatch(/Ana\S* .*34600000101 +ana-main +€25.50/);
  });

  test("shows the subscribers of a scenario file", async () => {
    writeFileSync(
      join(folder, "mine.json"),
      '{"name":"mine","description":"Mine.","subscribers":[]}',
    );
    expect(await outputOf("scenarios", "mine.json")).toContain("mine: Mine.");
  });

  test("an unknown name has suggestions", async () => {
    await expect(run("scenarios", "low-balanc").code).rejects.toThrow("did you mean low-balance?");
  });
});

describe("routes", () => {
  test("lists the operations and the control plane", async () => {
    const text = await outputOf("routes");
    expect(text).toMatch(/POST +\/topupBalance +createTopupBalance/);
    expect(text).toMatch(/GET +\/__mock\/events\/stream/);
  });

  test("lists only what a profile enables", async () => {
    const text = await outputOf("routes", "--profile", "certified");
    expect(text).toMatch(/^The profile enables \d+ of \d+ operations\.$/m);
    expect(text).not.toContain("patchReserveBalance");
    expect(text).not.toMatch(/^ {2}DELETE +\/reserveBalance/m);
    expect(await outputOf("routes", "--profile", "ctk")).toMatch(/DELETE +\/bucket\/\{id\}/);
  });
});

describe("seed", () => {
  test("adds subscribers and scenarios, with a line for each thousand", () =>
    withServer(async (url, mock) => {
      const bucketsBefore = mock.counts().buckets;
      const args = ["--url", url, "--token", "secret", "--subscribers", "1200"];
      const text = await outputOf("seed", ...args, "--scenario", "low-balance");
      expect(text).toContain("1000 of 1200 subscribers added\n1200 of 1200 subscribers added\n");
      expect(text).toContain("low-balance: 1 subscribers added");
      const addedBuckets = mock.counts().buckets - bucketsBefore;
      expect(addedBuckets).toBeGreaterThan(1200);
      expect(text).toContain(`${addedBuckets} of them new`);
    }));

  test.each([
    [["--subscribers", "5"], "Token missing or wrong", "--token"],
    [["--subscribers", "many"], "Invalid --subscribers", "1 to"],
    [[], "seed needs --subscribers", "--scenario"],
  ])("%j is an error with a remedy", (args, ...parts) =>
    withServer(async (url) => {
      for (const part of parts) {
        await expect(run("seed", "--url", url, ...args).code).rejects.toThrow(part);
      }
    }),
  );

  test.each([
    ["http://127.0.0.1:9", "Start one: tmf654-mock --port 9"],
    ["localhost:4010", "Invalid --url"],
  ])("the URL %s is an error with a remedy", async (url, part) => {
    await expect(run("seed", "--subscribers", "1", "--url", url).code).rejects.toThrow(part);
  });
});

const topupBody = {
  amount: { amount: 1, units: "EUR" },
  usageType: "monetary",
  bucket: { id: "ana-main" },
  partyAccount: { id: "acc-ana" },
};

async function postTopup(url: string): Promise<string> {
  const response = await fetch(`${url}/tmf-api/prepayBalanceManagement/v4/topupBalance`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(topupBody),
  });
  return ((await response.json()) as { id: string }).id;
}

describe("listen", () => {
  test("forwards each event to a server, and prints its response; the end of the mock ends it", async () => {
    const receivedTexts: string[] = [];
    const receiver = createServer((request, response) => {
      let text = "";
      request.on("data", (chunk) => {
        text += chunk;
      });
      request.on("end", () => {
        receivedTexts.push(JSON.parse(text).eventType);
        response.writeHead(202).end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
    const targetUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/events`;
    let listenRun: ReturnType<typeof run> | undefined;
    await withServer(async (url) => {
      listenRun = run("listen", "--url", url, "--token", "secret", "--forward-to", targetUrl);
      const { printed } = listenRun;
      await vi.waitFor(() => expect(printed.out).toContain(`to ${targetUrl}`));
      const id = await postTopup(url);
      await vi.waitFor(() =>
        expect(printed.out).toMatch(new RegExp(`TopupBalanceCreateEvent {2}${id} → 202 \\d+ ms`)),
      );
    });
    expect(await listenRun?.code).toBe(1);
    expect(listenRun?.printed.err).toMatch(
      /^The mock at \S+ has ended\. Start both commands again\.$/m,
    );
    expect(receivedTexts).toEqual(["TopupBalanceCreateEvent"]);
    await new Promise((resolve) => receiver.close(resolve));
  });

  test("forwards an event with the headers and the bytes of a delivery", async () => {
    const received: { readonly headers: IncomingHttpHeaders; readonly text: string }[] = [];
    const receiver = createServer((request, response) => {
      let text = "";
      request.on("data", (chunk) => {
        text += chunk;
      });
      request.on("end", () => {
        received.push({ headers: request.headers, text });
        response.writeHead(204).end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
    const target = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
    const events = { secret: "s3cret" };
    const mock = createMock({
      profile: { name: "signed", extends: "reference", events },
      fetch: (url, init) => fetch(url, init),
    });
    const server = await serve(mock, { port: 0 });
    try {
      const url = server.url;
      const hubUrl = `${url}/tmf-api/prepayBalanceManagement/v4/hub`;
      const body = JSON.stringify({ callback: `${target}/hub` });
      const headers = { "content-type": "application/json" };
      await fetch(hubUrl, { method: "POST", headers, body });
      const { printed } = run("listen", "--url", url, "--forward-to", `${target}/listen`);
      await vi.waitFor(() => expect(printed.out).toContain(`to ${target}`));
      await postTopup(url);
      await vi.waitFor(() => expect(received).toHaveLength(2));
      const [one, two] = received;
      expect(one?.text).toBe(two?.text);
      for (const name of ["content-type", "x-event-id", "x-hub-signature-256"]) {
        expect(one?.headers[name]).toMatch(/./);
        expect(one?.headers[name]).toBe(two?.headers[name]);
      }
      mock.setProfile("reference");
      await postTopup(url);
      await vi.waitFor(() => expect(received).toHaveLength(4));
      for (const { headers: last } of received.slice(2)) {
        expect(last["x-event-id"]).toMatch(/./);
        expect(last["x-hub-signature-256"]).toBeUndefined();
      }
    } finally {
      await server.close();
      await mock.close();
      receiver.close();
    }
  });

  test("says when an event is not delivered", () =>
    withServer(async (url) => {
      const target = "http://127.0.0.1:9/events";
      const { printed } = run("listen", "--url", url, "--token", "secret", "--forward-to", target);
      await vi.waitFor(() => expect(printed.out).toContain(target));
      await postTopup(url);
      await vi.waitFor(() => expect(printed.out).toContain("not delivered: "));
    }));

  test("refuses an invalid target", async () => {
    await expect(run("listen", "--forward-to", "localhost").code).rejects.toThrow("--forward-to");
  });
});

describe("doctor", () => {
  test.each([
    ["20.19.0", "ok"],
    ["24.1.0", "ok"],
    ["20.9.9", "issue"],
    ["18.20.0", "issue"],
  ])("Node.js %s is %s", (version, verdict) => {
    expect(checkNode(version, ">=20.19.0")).toMatchObject({ verdict });
  });

  test.each([
    [undefined, "note"],
    ["2.10.0", "ok"],
    ["2.9.9", "issue"],
    ["3.1.0", "ok"],
    ["1.3.5", "issue"],
    ["4.0.0", "issue"],
  ])("msw %s is %s", (version, verdict) => {
    expect(checkPeer("msw", "^2.10.0 || ^3.0.0", version)).toMatchObject({ verdict });
  });

  test("a port in use and a wrong settings file are issues with a remedy", () =>
    withServer(async (url) => {
      const { port } = new URL(url);
      writeFileSync(join(folder, "wrong.json"), '{"prot": 1}');
      const { code, printed } = run("doctor", "--port", port, "--config", "wrong.json");
      expect(await code).toBe(1);
      expect(printed.out).toContain("did you mean port?");
      const secondRun = run("doctor", "--port", port);
      expect(await secondRun.code).toBe(1);
      expect(secondRun.printed.out).toMatch(new RegExp(`issue +port ${port}: in use`));
    }));

  test.each([
    '{ "clock": "yesterday" }',
    '{ "auth": { "oauth": { "tokenSeconds": 0 } } }',
    '{ "scenario": "nope" }',
    '{ "faults": [{ "fault": {} }] }',
  ])("the settings %s are an issue", async (text) => {
    writeFileSync(join(folder, "wrong.json"), text);
    const { code, printed } = run("doctor", "--port", "0", "--config", "wrong.json");
    expect(await code).toBe(1);
    expect(printed.out).toMatch(/^issue +settings file: .*wrong\.json.*/m);
  });

  test("a worker script of another version is an issue", async () => {
    const workerScript = 'const PACKAGE_VERSION = "2.0.0"';
    writeFileSync(join(folder, "mockServiceWorker.js"), workerScript);
    const mswFolder = join(folder, "node_modules/msw");
    const { mkdirSync } = await import("node:fs");
    mkdirSync(mswFolder, { recursive: true });
    writeFileSync(join(mswFolder, "package.json"), '{"version":"2.10.0"}');
    const { code, printed } = run("doctor", "--port", "0", "--public", ".");
    expect(await code).toBe(1);
    expect(printed.out).toMatch(/issue +MSW's worker script: .*2\.0\.0.*npx msw init \.$/m);
    expect(printed.out).toMatch(/ok +msw: 2\.10\.0/);
  });
});
