import { expect, test } from "vitest";
import { usePages } from "./open-page.ts";

const open = usePages();

const hostile = `<img src=x onerror="globalThis.isOwned=1"><script>globalThis.isOwned=1</script>`;

const scenario = {
  name: "hostile",
  description: "Names that are code.",
  subscribers: [
    {
      key: "evil",
      name: hostile,
      msisdn: "34600000999",
      productName: `"><svg onload=globalThis.isOwned=1>`,
      buckets: [
        {
          key: "main",
          usageType: "monetary" as const,
          name: hostile,
          description: "javascript:globalThis.isOwned=1",
          amount: 5,
          units: "EUR",
        },
      ],
    },
  ],
};

test("names that are code are shown as text, and nothing runs", async () => {
  const { page, mock, errors } = await open({ scenario });
  await page.getByRole("heading", { name: hostile, level: 2 }).waitFor();
  mock.subscribers.spend("evil-main", { amount: 1, units: "EUR" });
  for (const place of ["#/buckets/evil-main", "#/time", "#/state", `#/subscribers/${hostile}`]) {
    await page.goto(`${new URL(page.url()).origin}/__mock/${place}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.waitForTimeout(200);
  }
  const found = await page.evaluate(() => ({
    isOwned: "isOwned" in globalThis,
    images: document.querySelectorAll("#app img, #app script").length,
  }));
  expect(found).toEqual({ isOwned: false, images: 0 });
  expect(errors).toEqual([]);
});

test("the content security policy stops a script that is injected into the document", async () => {
  const { page, errors } = await open();
  await page.getByRole("heading", { name: "Subscribers" }).waitFor();
  await page.evaluate((html) => {
    document.body.insertAdjacentHTML("beforeend", html);
  }, hostile);
  await page.waitForTimeout(200);
  expect(await page.evaluate(() => "isOwned" in globalThis)).toBe(false);
  expect(errors.join("\n")).toMatch(/Content Security Policy/);
});
