import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createMock } from "@tmf654/mock";
import { expect, test, vi } from "vitest";

const program = fileURLToPath(new URL("hanging-subscribers.ts", import.meta.url));

test("Limits: a hundred subscribers that never respond and top-ups of 1 MB fit into 300 MB", async () => {
  const args = ["--conditions=@tmf654/source", "--max-old-space-size=300", program];
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 160_000 });
  const { statuses, said, waitingEvents } = JSON.parse(stdout);
  expect(statuses).toEqual([201]);
  expect(said).toEqual(["waitingEventBytes", "endedEventBytes"]);
  expect(waitingEvents).toBeLessThan(68);
}, 180_000);

test("an event becomes text once, for any number of subscribers", () => {
  const mock = createMock({ fetch: () => new Promise<Response>(() => {}) });
  for (let count = 0; count < 20; count += 1) {
    mock.engine.registerListener({ callback: `http://127.0.0.1:9/${count}` });
  }
  const stringify = vi.spyOn(JSON, "stringify");
  mock.engine.create("topupBalance", {
    amount: { amount: 1, units: "EUR" },
    usageType: "monetary",
    bucket: { id: "ana-main" },
    partyAccount: { id: "acc-ana" },
  });
  const events = stringify.mock.calls.filter(([value]) => Object.hasOwn(Object(value), "eventId"));
  stringify.mockRestore();
  expect([events.length, mock.events.deliveries().length]).toEqual([1, 20]);
});
