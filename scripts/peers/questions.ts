/** The questions that each mock server is asked, by requests of the contract. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A response of a server. */
export interface PeerResponse {
  readonly status: number;
  /** The parsed body; undefined without JSON. */
  readonly body: unknown;
}

/** Sends a request to a server. The path begins after the base path. */
export type Send = (method: string, path: string, body?: object) => Promise<PeerResponse>;

export interface Question {
  readonly text: string;
  /** Returns the cell of the table. */
  readonly ask: (send: Send) => Promise<string>;
}

const topup = (amount: number, units = "EUR") => ({
  amount: { amount, units },
  usageType: "monetary",
  bucket: { id: "ana-main" },
  partyAccount: { id: "acc-ana" },
});

const balanceIn = (body: unknown): unknown =>
  (body as { remainingValue?: { amount?: unknown } } | undefined)?.remainingValue?.amount;

/** A status, and the value of one member where the body has it. */
function toCell({ status, body }: PeerResponse, member: string): string {
  const value = (body as Record<string, unknown> | undefined)?.[member];
  return value === undefined ? `${status}` : `${status}, ${member} ${JSON.stringify(value)}`;
}

export const questions: readonly Question[] = [
  {
    text: "balance of a bucket before and after a top-up of 10 EUR",
    ask: async (send) => {
      const balanceBefore = balanceIn((await send("GET", "/bucket/ana-main")).body);
      await send("POST", "/topupBalance", topup(10));
      return `${balanceBefore} → ${balanceIn((await send("GET", "/bucket/ana-main")).body)}`;
    },
  },
  {
    text: "a top-up of 5 USD to a bucket in EUR",
    ask: async (send) => toCell(await send("POST", "/topupBalance", topup(5, "USD")), "status"),
  },
  {
    text: "a top-up with the body `{}`",
    ask: async (send) => toCell(await send("POST", "/topupBalance", {}), "code"),
  },
  {
    text: "a bucket that does not exist",
    ask: async (send) => toCell(await send("GET", "/bucket/none"), "code"),
  },
  {
    text: "buckets in a list with `remainingValue.amount.gt=1000000`",
    ask: async (send) => {
      const { status, body } = await send("GET", "/bucket?remainingValue.amount.gt=1000000");
      return Array.isArray(body) ? `${body.length}` : `${status}`;
    },
  },
  {
    text: "a reservation of 1,000 EUR, more than the balance",
    ask: async (send) => toCell(await send("POST", "/reserveBalance", topup(1000)), "status"),
  },
  { text: "an event at a registered listener after a top-up", ask: askForEvent },
];

const EVENT_MS = 2000;

async function askForEvent(send: Send): Promise<string> {
  let received = "";
  const listener = createServer((request, response) => {
    request.on("data", (chunk) => {
      received += chunk;
    });
    request.on("end", () => response.writeHead(204).end());
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  try {
    const { port } = listener.address() as AddressInfo;
    const callback = `http://127.0.0.1:${port}/`;
    const { status } = await send("POST", "/hub", { callback });
    await send("POST", "/topupBalance", topup(1));
    const deadline = performance.now() + EVENT_MS;
    while (performance.now() < deadline && !received.endsWith("}")) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const [, type] = /"eventType":"(\w+)"/.exec(received) ?? [];
    return type ?? `none; POST /hub gives ${status}`;
  } finally {
    listener.close();
  }
}
