/**
 * The entries of the mock with their peers, with `require` and with `import`. The one for Vitest
 * works in its tests only, and the one for the browser in a page.
 */
const { createMock } = require("@tmf654/mock");
const { handlers } = require("@tmf654/mock/msw");
const { toNodeHandler } = require("@tmf654/mock/node");
const { createServer } = require("node:http");
const { setupServer } = require("msw/node");
const manifest = require("@tmf654/mock/package.json");

const entries = Object.keys(manifest.exports).filter((name) => !/json|vitest|browser/.test(name));

async function run() {
  for (const entry of entries) {
    const name = entry.replace(".", "@tmf654/mock");
    const [required, imported] = [Object.keys(require(name)), Object.keys(await import(name))];
    if (required.length === 0) throw new Error(`${name} exports nothing`);
    for (const each of required) {
      if (!imported.includes(each)) throw new Error(`${name}: import has no ${each}`);
    }
  }
  const server = setupServer(...handlers(createMock()));
  server.listen({ onUnhandledRequest: "bypass", onUnhandledFrame: "bypass" });
  const throughMsw = await balance("https://api.example.org");
  server.close();
  const http = createServer(toNodeHandler(createMock()));
  await new Promise((listening) => http.listen(0, "127.0.0.1", listening));
  const throughNode = await balance(`http://127.0.0.1:${http.address().port}`);
  http.close();
  http.closeAllConnections();
  console.log(
    `${entries.length} entries; balance ${throughMsw} by MSW, ${throughNode} by node:http`,
  );
}

async function balance(origin) {
  const response = await fetch(`${origin}/tmf-api/prepayBalanceManagement/v4/bucket/ana-main`);
  return (await response.json()).remainingValueName;
}

run();
