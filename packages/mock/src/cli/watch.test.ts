import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import type { MockConfig } from "../config/index.ts";
import { createServedMock } from "./served-mock.ts";
import { readContent } from "./server-content.ts";
import { readServerSettings } from "./server-settings.ts";
import { watchFiles } from "./watch.ts";

const createSubscriber = (key: string, msisdn: string) => ({
  ...{ key, name: key, msisdn },
  buckets: [{ key: "main", usageType: "monetary", name: "M", amount: 1, units: "EUR" }],
});

/** Serves the settings file of a folder and watches it. `close` removes the folder too. */
async function startWatching(folder: string) {
  const lines: string[] = [];
  const print = (text: string) => lines.push(text);
  const input = { values: {}, operands: [], environment: {}, folder, out: print, err: print };
  const settings = await readServerSettings(input);
  const content = await readContent(settings);
  const served = createServedMock(settings, content, { err: print });
  const watcher = watchFiles(input, settings, content, served);
  const readOutput = () => lines.join("");
  return {
    served,
    printed: readOutput,
    expectLine: (part: string) =>
      vi.waitFor(() => expect(readOutput()).toContain(part), { timeout: 10_000 }),
    close: async () => {
      watcher.close();
      await served.close();
      rmSync(folder, { recursive: true });
    },
  };
}

test("applies changes of the settings and the scenario, and keeps the mock after an error", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tmf654-watch-"));
  const write = (name: string, content: object | string) =>
    writeFileSync(
      join(folder, name),
      typeof content === "string" ? content : JSON.stringify(content),
    );
  const scenario = { name: "mine", subscribers: [createSubscriber("a", "447700900991")] };
  write("mine.json", scenario);
  write("tmf654.config.json", { scenario: "mine.json" });
  const { served, printed, expectLine, close } = await startWatching(folder);
  try {
    const { mock } = served;
    mock.subscribers.suspend("a-main");
    const largerScenario = {
      ...scenario,
      subscribers: [...scenario.subscribers, createSubscriber("b", "447700900992")],
    };
    write("mine.json", largerScenario);
    await expectLine("The scenario has new parts, and the state is kept: subscriber b.");
    expect(mock.get("bucket", "a-main")?.status).toBe("suspended");

    write("mine.json", "{");
    await expectLine(". The mock stays as it is.");
    write("mine.json", largerScenario);

    const fault = { fault: { kind: "status", status: 502 } };
    write("tmf654.config.json", {
      ...{ scenario: "mine.json", profile: "certified", faults: [fault], port: 4999 },
    });
    await expectLine("Restart the mock to change port.");
    await expectLine("The profile has changed, and the state is kept.");
    expect(mock.profile().name).toBe("certified");
    expect(mock.faults.list()).toMatchObject([fault]);

    rmSync(join(folder, "tmf654.config.json"));
    await expectLine("The mock was reset");
    write("tmf654.config.json", { scenario: "empty", guard: "prism" });
    await expectLine("Restart the mock to change guard.");
    // The default scenario has many actions, which have no names.
    expect(printed()).not.toContain("action, action");
  } finally {
    await close();
  }
});

test("applies a change to every tenant, also to later ones and after a reset", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tmf654-watch-"));
  const write = (content: object) =>
    writeFileSync(join(folder, "tmf654.config.json"), JSON.stringify(content));
  const scenarioOf = (...subscribers: object[]) => ({ name: "mine", description: "", subscribers });
  const oneSubscriber = scenarioOf(createSubscriber("a", "447700900991"));
  write({ tenants: true, scenario: oneSubscriber });
  const { served, printed, expectLine, close } = await startWatching(folder);
  const send = async (path: string, init: RequestInit & { tenant: string }) => {
    const headers = { "x-tenant": init.tenant, "content-type": "application/json" };
    return served.handler.fetch(`http://localhost${path}`, { ...init, headers });
  };
  const apiPath = served.basePath;
  const statusOf = async (tenant: string, id: string) =>
    (await send(`${apiPath}/bucket/${id}`, { tenant })).status;
  try {
    for (const tenant of ["default", "x", "y"]) expect(await statusOf(tenant, "a-main")).toBe(200);
    // The new subscriber of the file does not fit into this tenant.
    const changedScenario = scenarioOf(createSubscriber("b", "447700900992"));
    const body = JSON.stringify({ scenario: changedScenario });
    expect((await send("/__mock/seed", { tenant: "x", method: "POST", body })).status).toBe(200);
    const fault = { match: { path: "/bucket" }, fault: { kind: "status", status: 502 } };
    const bothSubscribers = scenarioOf(
      createSubscriber("a", "447700900991"),
      createSubscriber("b", "447700900992"),
    );
    write({ tenants: true, scenario: bothSubscribers, profile: "certified", faults: [fault] });
    await expectLine("fault rules");
    expect(printed()).toContain("Tenant default, y: The scenario has new parts");
    expect(printed()).toContain("Tenant x: The mock was reset");
    for (const tenant of ["default", "x", "y", "later"]) {
      expect(await statusOf(tenant, "b-main")).toBe(200);
      await send("/__mock/reset", { tenant, method: "POST" });
      expect((await send(`${apiPath}/bucket`, { tenant })).status).toBe(502);
      const profile = await (await send("/__mock/profile", { tenant })).json();
      expect(profile).toMatchObject({ name: "certified" });
    }
  } finally {
    await close();
  }
});

const restartLine = (name: string) => `Restart the mock to change ${name}.`;

/** A value of each member of the settings file, and the line after it was added to the file. */
const changes: {
  readonly [Name in keyof Required<MockConfig>]: readonly [
    value: Required<MockConfig>[Name],
    line: string,
    before?: MockConfig,
  ];
} = {
  profile: ["certified", "The profile has changed, and the state is kept."],
  scenario: ["empty", "The mock was reset"],
  events: [{ retryDelaysMs: [1] }, "The profile has changed, and the state is kept."],
  faults: [[{ fault: { kind: "status", status: 502 } }], "The fault rules have changed."],
  port: [4999, restartLine("port")],
  host: ["0.0.0.0", restartLine("host")],
  auth: [{ oauth: {} }, restartLine("auth")],
  basePath: ["/api", restartLine("basePath")],
  forwardedPrefix: [true, restartLine("forwardedPrefix")],
  data: ["sandbox.db", restartLine("data")],
  database: ["postgres://user@127.0.0.1/sandbox", restartLine("database")],
  reads: ["local", restartLine("reads"), { database: "postgres://user@127.0.0.1/sandbox" }],
  seed: ["7", restartLine("seed")],
  clock: ["2026-03-01T12:00:00Z", restartLine("clock")],
  latency: [5, restartLine("latency")],
  controlToken: ["secret", restartLine("controlToken")],
  journal: [{ entries: 5 }, restartLine("journal")],
  limits: [{ actions: 5 }, restartLine("limits")],
  strict: [true, restartLine("strict")],
  trace: [false, restartLine("trace")],
  tenants: [true, restartLine("tenants")],
  maxTenants: [5, restartLine("maxTenants")],
  guard: ["prism", restartLine("guard")],
  log: ["json", restartLine("log")],
  quiet: [true, restartLine("log, quiet")],
};

test.each(Object.entries(changes))(
  "a change of %s is applied, or the command says that a restart is needed",
  async (name, [value, line, before = {}]) => {
    const folder = mkdtempSync(join(tmpdir(), "tmf654-watch-"));
    const write = (content: object) =>
      writeFileSync(join(folder, "tmf654.config.json"), JSON.stringify(content));
    write(before);
    const { printed, expectLine, close } = await startWatching(folder);
    try {
      write({ ...before, [name]: value });
      await expectLine(line);
      expect(printed().trimEnd()).not.toContain("\n");
    } finally {
      await close();
    }
  },
);
