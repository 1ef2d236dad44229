/** The check of the development server with vite.config.js, and of a build without a mock. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { build, createServer, version } from "vite";

writeFileSync("index.html", "<!doctype html><title>App</title>");
const server = await createServer({ logLevel: "error", server: { port: 0, host: "127.0.0.1" } });
await server.listen();
const origin = `http://127.0.0.1:${server.httpServer.address().port}`;
const bucket = await fetch(`${origin}/tmf-api/prepayBalanceManagement/v4/bucket/me-main`);
const health = await fetch(`${origin}/__mock/health`);
const { remainingValueName } = await bucket.json();
await server.close();
await build({ logLevel: "error" });
const built = readdirSync("dist", { recursive: true }).map((file) => `${file}`);
const page = readFileSync("dist/index.html", "utf8");
const isClean = built.length === 1 && !page.includes("mock");
const served = `the dev server returns ${remainingValueName} and health ${health.status}`;
console.log(`Vite ${version[0]}: ${served}; the build has ${isClean ? "no" : "a"} mock`);
process.exit();
