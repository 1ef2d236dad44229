/** A process with little memory: a hundred subscribers that never respond, and top-ups of 1 MB. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createMock } from "@tmf654/mock";
import { serve } from "@tmf654/mock/node";

const subscribers = 100;
const topups = 60;

const hanging = createServer(() => {}).listen(0, "127.0.0.1");
await new Promise((resolve) => hanging.once("listening", resolve));
const { port } = hanging.address() as AddressInfo;
const said: string[] = [];
const mock = createMock({ fetch, onLimit: (name) => said.push(name) });
const { url } = await serve(mock);

async function post(path: string, body: object): Promise<number> {
  const headers = { "content-type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify(body) };
  const response = await fetch(`${url}${mock.basePath}${path}`, init);
  await response.arrayBuffer();
  return response.status;
}

const statuses = new Set<number>();
for (let count = 0; count < subscribers; count += 1) {
  statuses.add(await post("/hub", { callback: `http://127.0.0.1:${port}/${count}` }));
}
for (let count = 0; count < topups; count += 1) {
  const body = {
    amount: { amount: 1, units: "EUR" },
    usageType: "monetary",
    bucket: { id: "ana-main" },
    partyAccount: { id: "acc-ana" },
    description: `${count} ${"x".repeat(1_000_000)}`,
  };
  statuses.add(await post("/topupBalance", body));
}
const { waitingEvents } = mock.counts();
console.log(JSON.stringify({ statuses: [...statuses], said, waitingEvents }));
process.exit(0);
