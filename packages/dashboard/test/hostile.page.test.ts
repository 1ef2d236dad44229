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

test("long names without spaces make no screen wider", async () => {
  const long = "W".repeat(200);
  const subscriber = { ...scenario.subscribers[0], key: "long", name: long, productName: long };
  const buckets = [{ ...scenario.subscribers[0]?.buckets[0], name: long, description: long }];
  const subscribers = [{ ...subscriber, buckets }] as typeof scenario.subscribers;
  const { page, mock, server } = await open({
    size: "narrow",
    scenario: { ...scenario, subscribers },
    fetch: async () => new Response(),
  });
  mock.setProfile({ extends: "reference", name: long });
  mock.engine.registerListener({ callback: `http://127.0.0.1:9/${long}` });
  mock.engine.create("topupBalance", {
    amount: { amount: 1, units: "EUR" },
    usageType: "monetary",
    bucket: { id: "long-main" },
  });
  await mock.events.drain();
  const { origin } = new URL(server.url);
  await fetch(`${origin}${mock.basePath}/bucket/${long}`);
  const events = mock.events.deliveries().map(({ id }) => `events/${id}`);
  expect(events).toHaveLength(1);
  const places = ["subscribers/34600000999", "buckets/long-main", "requests/1", "time", "state"];
  for (const place of [...places, "buckets/none", ...events]) {
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 844 });
      await page.goto(`${origin}/__mock/#/${place}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.waitForTimeout(200);
      const scrolled = await page.evaluate(() => document.documentElement.scrollWidth);
      expect({ place, scrolled }).toEqual({ place, scrolled: width });
    }
  }
});
