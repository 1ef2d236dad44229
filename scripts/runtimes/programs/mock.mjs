/**
 * `mock.mjs <amount>`: checks a mock and its server without MSW. They pass only for the amount 10.
 */
import { createMock } from "@tmf654/mock";
import { serve } from "@tmf654/mock/node";
import checks from "./checks.cjs";

const amount = Number(process.argv.at(-1));
const mock = createMock({ clock: "2026-03-10T12:00:00Z" });
const server = await serve(mock);

const call = async (send, origin, method, path, body) => {
  const headers = { "content-type": "application/json" };
  const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
  return (await send(`${origin}${mock.basePath}${path}`, init)).json();
};
const topUp = async (send, origin) => {
  const body = {
    bucket: { id: "ana-main" },
    partyAccount: { id: "acc-ana" },
    usageType: "monetary",
    amount: { amount, units: "EUR" },
  };
  mock.reset();
  await call(send, origin, "POST", "/topupBalance", body);
  const bucket = await call(send, origin, "GET", "/bucket/ana-main");
  return bucket.remainingValue.amount === 35.5;
};

const mockChecks = {
  "in the process": () => topUp((url, init) => mock.fetch(new Request(url, init)), "http://mock"),
  "over a socket": () => topUp(fetch, server.url),
  "MSW is absent": () =>
    import("@tmf654/mock/msw").then(
      () => amount !== 10,
      () => amount === 10,
    ),
};
const found = await checks.verdicts(mockChecks, {});
await server.close();
console.log(JSON.stringify(found));
