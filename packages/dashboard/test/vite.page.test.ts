import type { AddressInfo } from "node:net";
import { createMock } from "@tmf654/mock";
import { tmf654Mock } from "@tmf654/mock/vite";
import { createServer } from "vite";
import { expect, test } from "vitest";
import { usePages } from "./open-page.ts";

const open = usePages();

test("the page of the Vite plugin shows and changes the mock", async () => {
  const { page, errors } = await open();
  const mock = createMock();
  const vite = await createServer({
    configFile: false,
    logLevel: "silent",
    root: import.meta.dirname,
    server: { host: "127.0.0.1", port: 0, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    plugins: [tmf654Mock({ mock })],
  });
  await vite.listen();
  try {
    const address = vite.httpServer?.address() as AddressInfo | undefined;
    await page.goto(`http://127.0.0.1:${address?.port}/__mock/#/buckets/ana-main`);
    await page.getByRole("button", { name: "Top up Main balance" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Top up" }).click();
    await page.getByText("€35.50").first().waitFor();
    expect(mock.get("bucket", "ana-main")).toMatchObject({ remainingValue: { amount: 35.5 } });
    mock.subscribers.spend("ana-main", { amount: 5, units: "EUR" });
    await page.getByText("€30.50").first().waitFor();
    expect(errors).toEqual([]);
  } finally {
    await page.close();
    await vite.close();
    await mock.close();
  }
});
