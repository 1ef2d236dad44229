import { createClient } from "@tmf654/client";
import type { Mock } from "@tmf654/mock";
import type { MockServer } from "@tmf654/mock/node";
import { expect, test } from "vitest";
import { startReceiver } from "../../../scripts/dashboard/event-receiver.ts";
import { usePages, violations } from "./open-page.ts";

const open = usePages();

/** Another client of the same mock. */
function clientOf(server: MockServer, mock: Mock) {
  return createClient({ baseUrl: new URL(server.url).origin + mock.basePath, retry: false });
}

const eur = (amount: number) => ({ amount, units: "EUR" });
const ofAna = {
  usageType: "monetary",
  bucket: { id: "ana-main" },
  partyAccount: { id: "acc-ana" },
} as const;

test("a person follows a balance, an event and a failure through the page", async () => {
  const receiver = await startReceiver();
  const { page, mock, server, errors } = await open({ fetch });
  const client = clientOf(server, mock);
  await client.hub.create({ callback: receiver.url });
  await page.getByRole("searchbox").fill("Ana");
  const card = page.getByRole("region", { name: "Main balance" });
  await card.getByText("€25.50", { exact: true }).waitFor();
  const bar = card.locator(".bar-spendable");
  const width = () => bar.evaluate((part: HTMLElement) => part.style.width);
  expect(await width()).toBe("100%");
  await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));

  await client.topupBalance.create({ ...ofAna, amount: eur(10) });
  await card.getByText("€35.50", { exact: true }).waitFor();

  await client.reserveBalance.create({
    ...ofAna,
    amount: eur(5),
    validFor: { endDateTime: "2026-11-27T12:30:00Z" },
  });
  await card.getByText("€30.50", { exact: true }).waitFor();
  await card.getByText("€5.00 held").waitFor();
  await expect.poll(width).toBe("85.92%");
  await mock.clock.advance("PT1H");
  await card.getByText("€35.50", { exact: true }).waitFor();
  await expect.poll(width).toBe("100%");
  expect(await page.evaluate(() => "isSamePage" in globalThis)).toBe(true);

  await page.getByRole("link", { name: "Events" }).click();
  const delivery = page.getByRole("link", { name: /TopupBalanceCreateEvent.*Delivered/ });
  await delivery.first().click();
  await page.getByRole("button", { name: "Send again" }).click();
  await page.getByText("The event is sent again.").waitFor();
  await expect
    .poll(() => mock.events.deliveries().every((each) => each.state === "delivered"))
    .toBe(true);

  await page.getByRole("link", { name: "Requests" }).click();
  await page.getByRole("link", { name: /POST \/topupBalance/ }).click();
  await page.getByRole("button", { name: "Fault rule" }).click();
  await page.getByRole("button", { name: "Break the next one" }).click();
  await page.getByText("The next request of this kind fails.").waitFor();
  await expect(client.topupBalance.create({ ...ofAna, amount: eur(1) })).rejects.toThrow();
  await page.getByRole("link", { name: /POST \/topupBalance.*503/ }).click();
  const why = page.getByRole("region", { name: "Why this response?" });
  await why
    .getByText(/fault rule/i)
    .first()
    .waitFor();
  expect(errors).toEqual([]);
  receiver.close();
});

test("requests appear as they come, with what they changed", async () => {
  const { page, mock, server, errors } = await open({ place: "#/requests" });
  await page.getByText("No requests yet").waitFor();
  const client = clientOf(server, mock);
  await client.topupBalance.create({ ...ofAna, amount: eur(10) });
  await page.getByText("ana-main +€10.00 → €35.50").waitFor();
  await client.reserveBalance.create({ ...ofAna, amount: eur(500) }).catch(() => {});
  await page.getByText(/insufficient balance/).waitFor();
  await page.getByLabel("Method").selectOption("GET");
  await page.getByText("No such request").waitFor();
  await client.bucket.retrieve("ana-main");
  await page.getByRole("link", { name: /GET \/bucket\/ana-main/ }).waitFor();
  expect(page.url()).toContain("method=GET");
  expect(errors).toEqual([]);
});

test("a request shows its body, its contract issues, a test and the reason of the response", async () => {
  const { page, mock, server, errors } = await open();
  await fetch(`${new URL(server.url).origin}${mock.basePath}/topupBalance`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ description: "<img src=x onerror=alert(1)>" }),
  });
  await page.goto(`${server.url}/__mock/#/requests/1`);
  await page.getByRole("region", { name: "Why this response?" }).waitFor();
  await page.getByRole("region", { name: "Contract issues" }).waitFor();
  const message = page.getByRole("region", { name: "Request body" });
  expect(await message.innerText()).toContain("<img src=x onerror=alert(1)>");
  expect(await page.locator("img").count()).toBe(0);
  await page.getByRole("button", { name: "Test", exact: true }).click();
  expect(await page.getByRole("region", { name: "Test", exact: true }).innerText()).toContain(
    "toBe(400)",
  );
  expect(errors).toEqual([]);
});

test.each(["#/requests", "#/requests/1", "#/requests/2", "#/events", "#/contract"])(
  "axe finds nothing on %s",
  async (place) => {
    for (const [size, colorScheme] of [
      ["wide", "light"],
      ["narrow", "dark"],
    ] as const) {
      const { page, mock, server } = await open({ size, colorScheme, fetch });
      const client = clientOf(server, mock);
      await client.topupBalance.create({ ...ofAna, amount: eur(10) });
      await client.reserveBalance.create({ ...ofAna, amount: eur(500) }).catch(() => {});
      await client.hub.create({ callback: "http://127.0.0.1:9/closed" });
      await client.topupBalance.create({ ...ofAna, amount: eur(1) });
      await page.goto(`${server.url}/__mock/${place}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.waitForTimeout(500);
      // The frame has the files of Swagger UI.
      expect(await violations(page, { iframes: false })).toEqual([]);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBe(size === "narrow" ? 390 : 1280);
      await page.close();
    }
  },
);

test("two pages at once show the same requests", async () => {
  const { page, mock, server } = await open({ place: "#/requests" });
  const other = await page.context().newPage();
  await other.goto(`${server.url}/__mock/#/requests`);
  await other.getByText("No requests yet").waitFor();
  await clientOf(server, mock).topupBalance.create({ ...ofAna, amount: eur(10) });
  for (const each of [page, other]) await each.getByText("ana-main +€10.00 → €35.50").waitFor();
  await other.close();
});

test("what a person does on one page, another page shows", async () => {
  const { page, server } = await open({ place: "#/buckets/ana-main" });
  const other = await page.context().newPage();
  await other.goto(`${server.url}/__mock/#/subscribers/34600000101`);
  const card = other.getByRole("region", { name: "Main balance" });
  await card.getByText("€25.50", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Top up Main balance" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Top up" }).click();
  await card.getByText("€35.50", { exact: true }).waitFor();
  await card.getByRole("button", { name: "Suspend Main balance" }).click();
  await page.getByRole("button", { name: "Resume Main balance" }).waitFor();
  await other.close();
});

test("10,000 requests cause no long task, and the list has pages", async () => {
  const journal = { entries: 10_000, bytes: 64 * 1_048_576 };
  const { page, mock } = await open({ journal });
  for (let count = 0; count < 10_000; count += 1) {
    await mock.fetch(`http://localhost${mock.basePath}/bucket/ana-main`);
  }
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(globalThis, { tasks });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: "longtask" });
  });
  await page.getByRole("link", { name: "Requests" }).click();
  await page.getByRole("link", { name: /GET/ }).first().waitFor();
  expect(await page.locator(".request-row").count()).toBe(100);
  await page.getByRole("link", { name: "Older requests" }).click();
  await page.getByRole("link", { name: "Latest" }).waitFor();
  await page.mouse.wheel(0, 3000);
  const tasks = await page.evaluate(() => (globalThis as unknown as { tasks: number[] }).tasks);
  // On a busy machine each task takes longer, so the limit is far above what a person notices.
  expect(Math.max(0, ...tasks)).toBeLessThan(500);
});

test("the reference of the contract calls this mock", async () => {
  const { page, mock, errors } = await open({ place: "#/contract" });
  const frame = page.frameLocator("iframe");
  await frame.getByText("TMF654 Prepay Balance Management").first().waitFor();
  await frame.locator("#operations-bucket-retrieveBucket, [id$=retrieveBucket]").first().click();
  await frame.getByRole("textbox").first().fill("ana-main");
  await frame.getByRole("button", { name: "Execute" }).click();
  await expect.poll(() => mock.journal().at(-1)?.path).toBe("/bucket/ana-main");
  expect(errors).toEqual([]);
});
