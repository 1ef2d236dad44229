/**
 * Writes everything that is generated from spec/. `--check` writes nothing and fails when a file is stale.
 * Every emitter takes the document and returns file texts by path, so that a new one is one line here.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { emitContract } from "./contract.ts";
import { bundleDocument } from "./document.ts";

const document = await bundleDocument("spec/openapi.yaml");
const files: Record<string, string> = {
  ...(await emitContract(document)),
};

const isStale = ([path, text]: [string, string]): boolean =>
  !existsSync(path) || readFileSync(path, "utf8") !== text;
const stale = Object.entries(files).filter(isStale);

if (process.argv.includes("--check")) {
  for (const [path] of stale) console.error(`${path} is stale: run \`npm run generate\`.`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  for (const [path, text] of stale) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    console.log(`wrote ${path}`);
  }
}
