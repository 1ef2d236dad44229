import type { MockOptions } from "@tmf654/mock";
import { serve } from "@tmf654/mock/node";
import { expect, test } from "vitest";
import { usePages } from "./open-page.ts";

const open = usePages();

test("a person finds Ana, tops up, spends and sees the balance change", async () => {
  const { page, errors } = await open();
  await page.getByRole("searchbox").fill("ana-main");
  await page.getByRole("heading", { name: "Ana Martín" }).waitFor();
  const card = page.getByRole("region", { name: "Main balance" });
  await card.getByText("€25.50", { exact: true }).waitFor();
  await card.getByRole("button", { name: "Top up Main balance" }).click();
  const dialog = page.getByRole("dialog", { name: "Top up Main balance" });
  await dialog.getByLabel("Amount", { exact: true }).fill("12,50");
  await dialog.getByRole("button", { name: "Top up" }).click();
  await card.getByText("€38.00", { exact: true }).waitFor();
  await page.getByText("€12.50 topped up to Main balance.").waitFor();
  await card.getByRole("button", { name: "Spend from Main balance" }).click();
  await page.getByRole("dialog").getByLabel("Amount", { exact: true }).fill("8");
  await page.getByRole("dialog").getByRole("button", { name: "Spend" }).click();
  await card.getByText("€30.00", { exact: true }).waitFor();
  expect(errors).toEqual([]);
});

test("a refused top-up says why, and the dialog stays open", async () => {
  const { page } = await open({ place: "#/subscribers/15005550002" });
  await page.getByRole("button", { name: "Top up Test balance" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Top up" }).click();
  await page
    .getByText(/payment/i)
    .first()
    .waitFor();
  expect(await dialog.isVisible()).toBe(true);
});

test("a bucket is suspended, resumed and expired", async () => {
  const { page, mock } = await open({ place: "#/buckets/ana-main" });
  const status = () => (mock.get("bucket", "ana-main") as { status?: string }).status;
  await page.getByRole("button", { name: "Suspend Main balance" }).click();
  await page.getByRole("button", { name: "Resume Main balance" }).click();
  await page.getByRole("button", { name: "Suspend Main balance" }).waitFor();
  expect(status()).toBe("active");
  await page.getByRole("button", { name: "Expire Main balance" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Expire" }).click();
  await page.getByText("Expired", { exact: true }).waitFor();
  expect(status()).toBe("expired");
});

test("another client's top-up moves the bar without a reload, with its request", async () => {
  const { page, mock } = await open({ place: "#/buckets/ana-main" });
  await page.getByText("€25.50").first().waitFor();
  mock.engine.create("topupBalance", {
    amount: { amount: 10, units: "EUR" },
    usageType: "monetary",
    bucket: { id: "ana-main" },
  });
  await page.getByText("€35.50").first().waitFor();
  const row = page.getByRole("row", { name: /Top-up/ });
  expect(await row.innerText()).toMatch(/Payments[\s\S]*\+€10\.00/);
  await row.getByRole("link", { name: "Top-up" }).click();
  await page.getByRole("dialog").getByText('"completed"').waitFor();
  await page.keyboard.press("Escape");
  expect(page.url()).toMatch(/#\/buckets\/ana-main$/);
});

test("a voucher is added and used", async () => {
  const { page } = await open({ place: "#/buckets/ana-main" });
  await page.getByRole("button", { name: "Add a voucher" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Code").fill("PAGE-5");
  await dialog.getByLabel("Amount", { exact: true }).fill("5");
  await dialog.getByRole("button", { name: "Add" }).click();
  await page.getByRole("button", { name: "Top up Main balance" }).click();
  await dialog.getByLabel("Voucher code").fill("PAGE-5");
  await dialog.getByRole("button", { name: "Top up" }).click();
  await page.getByText("€30.50").first().waitFor();
});

test("the clock moves to the next due effect, which is named", async () => {
  const { page, mock } = await open({ place: "#/time" });
  await page.getByText(/The validity of nuwan-day ends, in/).waitFor();
  await page.getByRole("button", { name: /^To the next due effect/ }).click();
  await page.getByText("The validity of elif-data ends", { exact: false }).first().waitFor();
  expect((mock.get("bucket", "nuwan-day") as { status?: string }).status).toBe("expired");
  const before = mock.clock.now();
  await page.getByRole("button", { name: "1 day" }).click();
  await page.getByText("The clock moved by 1 day.").waitFor();
  expect(mock.clock.now() - before).toBe(86_400_000);
});

test("a fault is added with its number of remaining hits, switched off and removed", async () => {
  const { page, mock } = await open({ place: "#/state" });
  await page.getByRole("button", { name: "Add a fault" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Add" }).click();
  await page.getByText("createTopupBalance · 1 of 1 left").waitFor();
  await page.getByRole("switch").click({ force: true });
  await expect.poll(() => mock.faults.list()[0]?.isDisabled).toBe(true);
  await page.getByRole("button", { name: /Remove the fault/ }).click();
  await expect.poll(() => mock.faults.list()).toEqual([]);
});

test("a snapshot is saved to a file and restored", async () => {
  const { page, mock } = await open({ place: "#/state" });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save to a file" }).click(),
  ]);
  mock.subscribers.spend("ana-main", { amount: 5, units: "EUR" });
  await page.setInputFiles("input[type=file]", await download.path());
  await page.getByText(/was restored/).waitFor();
  expect(mock.get("bucket", "ana-main")).toMatchObject({ remainingValue: { amount: 25.5 } });
});

test("a banner says that the mock is gone, and the page comes back by itself", async () => {
  const { page, mock, server } = await open({ place: "#/buckets/ana-main" });
  await page.getByText("€25.50").first().waitFor();
  await server.close();
  await page.getByText("The mock does not respond.").waitFor();
  expect(await page.getByText("€25.50").first().isVisible()).toBe(true);
  mock.subscribers.spend("ana-main", { amount: 5, units: "EUR" });
  const again = await serve(mock, { port: server.port });
  try {
    await page.getByText("€20.50").first().waitFor();
    expect(await page.getByText("The mock does not respond.").isVisible()).toBe(false);
  } finally {
    await page.close();
    await again.close();
  }
});

test("the page asks for the control token, and keeps it out of addresses", async () => {
  const { page, errors } = await open({ controlToken: "s3cret-token" });
  const urls: string[] = [];
  page.on("request", (request) => urls.push(request.url()));
  await page.getByLabel("Control token").fill("wrong");
  await page.getByRole("button", { name: "Open" }).click();
  await page.getByText("The mock refused this token.").waitFor();
  await page.getByLabel("Control token").fill("s3cret-token");
  await page.getByRole("button", { name: "Open" }).click();
  await page.getByRole("heading", { name: "Ana Martín" }).waitFor();
  expect([...urls, page.url()].filter((url) => url.includes("s3cret"))).toEqual([]);
  expect(errors.filter((text) => !text.includes("401"))).toEqual([]);
});

test("the page asks for a token of the API, and the dialog of the request stays", async () => {
  const auth: MockOptions["auth"] = {
    tokens: { "read-only": { scopes: ["read"] }, "api-s3cret": { scopes: ["read", "write"] } },
  };
  const { page, mock } = await open({ place: "#/buckets/ana-main", auth });
  const urls: string[] = [];
  page.on("request", (request) => urls.push(request.url()));
  await page.getByRole("button", { name: "Top up Main balance" }).click();
  await page.getByLabel("Amount", { exact: true }).fill("7");
  const submit = page.getByRole("button", { name: "Top up", exact: true });
  const use = page.getByRole("button", { name: "Use this token" });
  await submit.click();
  await page.getByLabel("Bearer token").fill("read-only");
  await use.click();
  await submit.click();
  await page.getByText("The mock refused this token.").waitFor();
  await page.getByLabel("Bearer token").fill("api-s3cret");
  await use.click();
  await submit.click();
  await page.getByText("€7.00 topped up to Main balance.").waitFor();
  expect(mock.get("bucket", "ana-main")).toMatchObject({ remainingValue: { amount: 32.5 } });
  await page.getByRole("link", { name: "Top-up" }).click();
  await page.getByRole("dialog").getByText('"completed"').waitFor();
  expect(urls.filter((url) => /s3cret|read-only/.test(url))).toEqual([]);
});
