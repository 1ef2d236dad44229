/** The start of each server, and the check of its API, its control plane and the app's page. */
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { server as express } from "./express.mjs";
import { server as hono } from "./hono.mjs";
import { startNext } from "./next.mjs";

async function check(origin) {
  const api = `${origin}/tmf-api/prepayBalanceManagement/v4`;
  const topup = {
    bucket: { id: "ana-main" },
    partyAccount: { id: "acc-ana" },
    usageType: "monetary",
    amount: { amount: 10, units: "EUR" },
  };
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify(topup);
  const created = await fetch(`${api}/topupBalance`, { method: "POST", headers, body });
  const bucket = await (await fetch(`${api}/bucket/ana-main`)).json();
  const state = await (await fetch(`${origin}/__mock/journal`)).text();
  const hasJournal = state.includes("createTopupBalance");
  const page = await (await fetch(`${origin}/`)).text();
  const journal = hasJournal ? "in the journal" : "not in the journal";
  const ownPage = page.includes("app") ? "own page" : "no own page";
  return `top-up ${created.status}, balance ${bucket.remainingValueName}, ${journal}, ${ownPage}`;
}

async function report(name, origin) {
  const { version } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
  const title = `${name[0].toUpperCase()}${name.slice(1)}`;
  return `${title} ${version.split(".")[0]}: ${await check(origin)}`;
}

const lines = [];
for (const [name, server] of Object.entries({ express, hono })) {
  if (!server.listening) await once(server, "listening");
  lines.push(await report(name, `http://127.0.0.1:${server.address().port}`));
  server.close();
  server.closeAllConnections();
}
const next = await startNext();
try {
  lines.push(await report("next", next.origin));
} finally {
  next.stop();
}
console.log(lines.join(". "));
