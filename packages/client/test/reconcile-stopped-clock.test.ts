import { createClient, isTmf654Error } from "@tmf654/client";
import { createMock } from "@tmf654/mock";
import { serve } from "@tmf654/mock/node";
import { expect, test } from "vitest";

/** The two ways from a client to a mock, each with a function that opens the way. */
const transports = [
  { name: "in the same process", open: async () => ({ url: "http://mock.test", close: () => {} }) },
  { name: "over HTTP", open: serve },
] as const;

test.each(transports)(
  "a POST whose response is lost, on a mock with a stopped clock, is found as applied $name",
  async ({ name, open }) => {
    // The clock of the mock is months behind the machine's.
    const mock = createMock({ clock: "2026-03-10T12:00:00Z" });
    const { url, close } = await open(mock);
    const client = createClient({
      baseUrl: `${url}${mock.basePath}`,
      ...(name === "over HTTP" ? {} : { fetch: mock.fetch }),
      retry: false,
    });
    const create = (id: string) =>
      client.topupBalance
        .create({
          amount: { amount: 5, units: "EUR" },
          usageType: "monetary",
          bucket: { id: "ana-main" },
          partyAccount: { id: "acc-ana" },
          paymentMethod: { id, "@referredType": "PaymentMethod" },
        })
        .catch((thrown: unknown) => thrown);
    const error = await create("pm_lost_response");
    if (!isTmf654Error(error, "UnknownOutcomeError")) throw error;
    const { verdict, resource } = await error.reconcile();
    await close();
    expect([verdict, resource?.id]).toEqual(["applied", mock.list("topupBalance")[0]?.id]);
    expect(mock.get("bucket", "ana-main")?.remainingValue).toEqual({ amount: 30.5, units: "EUR" });
  },
);
