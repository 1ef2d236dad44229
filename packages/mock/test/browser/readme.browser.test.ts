import { expect, test } from "vitest";

test("the page of the README has a mock, and its state survives a reload", async () => {
  // The page of an earlier test file may have saved its state while it closed.
  sessionStorage.clear();
  await import("./readme-page.ts");
  const url = "/tmf-api/prepayBalanceManagement/v4/bucket/ana-main";
  expect(await (await fetch(url)).json()).toMatchObject({ remainingValueName: "€25.50" });
  await fetch("/__mock/buckets/ana-main/suspend", { method: "POST" });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(Object.values(sessionStorage).join()).toContain('"suspended":true');
  sessionStorage.clear();
});
