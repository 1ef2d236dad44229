import { expect, test } from "vitest";
import { usePages, violations } from "./open-page.ts";

const open = usePages();

const topup = {
  amount: { amount: 1, units: "EUR" },
  usageType: "monetary",
  bucket: { id: "ana-main" },
  partyAccount: { id: "acc-ana" },
};

test("a keyboard opens a bucket, and its heading has the focus", async () => {
  const { page } = await open({ place: "#/subscribers/34600000101" });
  await page.getByRole("link", { name: "Main balance" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Add a voucher" }).waitFor();
  expect(await page.locator(":focus").innerText()).toBe("Main balance");
});

test("the address of a delivery leads to it after it has left the list", async () => {
  const { page, mock, server } = await open({ fetch: async () => new Response() });
  mock.engine.registerListener({ callback: "http://127.0.0.1:9/events" });
  mock.engine.create("topupBalance", topup);
  await mock.events.drain();
  const [first] = mock.events.deliveries();
  for (let count = 0; count < 120; count += 1) mock.engine.create("topupBalance", topup);
  await mock.events.drain();
  for (const place of [`events/${first?.id}`, `events/${first?.id}?state=undelivered`]) {
    await page.goto(`${server.url}/__mock/#/${place}`);
    await page.getByRole("heading", { name: first?.eventType ?? "", level: 2 }).waitFor();
    await page.getByRole("listitem").filter({ hasText: "Status 200" }).waitFor();
  }
  expect(await violations(page)).toEqual([]);
  await page.goto(`${server.url}/__mock/#/events/none`);
  await page.getByText("This delivery is not in the list").waitFor();
});

test("a top-up with a later end makes an expired bucket active", async () => {
  const { page, mock } = await open({ place: "#/buckets/ana-main" });
  mock.subscribers.expire("ana-main");
  await page.getByText("Expired", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Top up Main balance" }).click();
  await page.getByLabel("End of the validity").selectOption("In 30 days");
  await page.getByRole("dialog").getByRole("button", { name: "Top up" }).click();
  await page.getByText("Ends 27 Dec 2026, in 1 month").waitFor();
  expect(mock.get("bucket", "ana-main")).toMatchObject({ status: "active" });
});

test("the reason of a request has its postings, its events and what is due later", async () => {
  const { page, mock, server } = await open({ trace: true, fetch: async () => new Response() });
  mock.engine.registerListener({ callback: "http://127.0.0.1:9/events" });
  await fetch(`${new URL(server.url).origin}${mock.basePath}/topupBalance`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...topup, isAutoTopup: true, recurringPeriod: "weekly" }),
  });
  await page.goto(`${server.url}/__mock/#/requests/1`);
  await page.getByText("Steps of the request").click();
  const text = await page.getByRole("list", { name: "Effects" }).innerText();
  expect(text).toMatch(/Posting\s+€1\.00 from payment to ana-main \(spendable\)/);
  expect(text).toMatch(/Event\s+TopupBalanceCreateEvent to http:\/\/127\.0\.0\.1:9\/events/);
  expect(text).toMatch(/Later\s+due of \S+, 4 Dec 2026, 12:00:00/);
});

test("a request that no fault rule can match says so", async () => {
  const { page, mock, server } = await open();
  await fetch(`${new URL(server.url).origin}${mock.basePath}/buckets`);
  await page.goto(`${server.url}/__mock/#/requests/1`);
  await page.getByRole("button", { name: "Fault rule" }).click();
  await page.getByText("No fault rule applies to this request").waitFor();
  expect(await page.getByRole("button", { name: "Break the next one" }).count()).toBe(0);
});

test("Escape leaves the form for the control token, however often it is pressed", async () => {
  const { page } = await open({ controlToken: "s3cret-token" });
  const token = page.getByLabel("Control token");
  await token.waitFor();
  for (let count = 0; count < 4; count += 1) {
    await page.keyboard.press("Escape");
    await page.waitForTimeout(100);
  }
  await token.fill("s3cret-token");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Ana Martín" }).waitFor();
  expect(await page.getByRole("dialog").count()).toBe(0);
});
