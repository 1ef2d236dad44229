import { createClient } from "@tmf654/client";
import type { Mock } from "@tmf654/mock";
import type { MockServer } from "@tmf654/mock/node";
import { startReceiver } from "./event-receiver.ts";

const eur = (amount: number) => ({ amount, units: "EUR" });
const ana = {
  usageType: "monetary",
  bucket: { id: "ana-main" },
  partyAccount: { id: "acc-ana" },
} as const;

/** Sends what an app sends on one day: good, refused and invalid requests, and one that a fault breaks. */
export async function sendSampleRequests(mock: Mock, server: MockServer): Promise<void> {
  const receiver = await startReceiver();
  const baseUrl = new URL(server.url).origin + mock.basePath;
  const client = createClient({ baseUrl, retry: false });
  const attempt = async (call: Promise<unknown>) => void (await call.catch(() => undefined));
  try {
    await client.hub.create({ callback: receiver.url });
    await client.bucket.list({ status: "active" }).toArray({ limit: 10 });
    await client.topupBalance.create({ ...ana, amount: eur(10) });
    await mock.clock.advance("PT2H");
    await client.adjustBalance.create({ ...ana, amount: eur(-3.2), reason: "Roaming in Portugal" });
    const { id } = await client.reserveBalance.create({ ...ana, amount: eur(6) });
    await mock.clock.advance("PT20M");
    await client.reserveBalance.consume(id, { amount: eur(4.5), reason: "A film" });
    await attempt(client.topupBalance.create({ ...ana, amount: eur(5), voucher: "no-such-code" }));
    await attempt(client.adjustBalance.create({ ...ana, amount: eur(-90), reason: "A phone" }));
    await fetch(`${baseUrl}/topupBalance`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ amount: { amount: "10" } }),
    });
    await attempt(client.bucket.retrieve("no-such-bucket"));
    mock.faults.add({
      match: { operation: "createTopupBalance" },
      fault: { kind: "status", status: 503 },
      times: 2,
    });
    await attempt(client.topupBalance.create({ ...ana, amount: eur(20) }));
    await client.bucket.retrieve("ana-main");
    // The receiver gets the last events while its server is open.
    await mock.clock.advance("PT5M");
    await new Promise((resolve) => setTimeout(resolve, 500));
  } finally {
    receiver.close();
  }
}
