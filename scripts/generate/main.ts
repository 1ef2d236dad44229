/**
 * `npm run generate`: writes all files that are generated. `--check` writes nothing and
 * fails when a file is stale. Each emitter takes the document and returns file texts by path.
 */
import { readFileSync } from "node:fs";
import { emitFidelity } from "../behaviour/fidelity.ts";
import { emitPublishedText } from "../behaviour/published.ts";
import { emitContract } from "./contract.ts";
import { bundleDocument, type OpenApiDocument } from "./document.ts";
import { emitErrata } from "./errata.ts";
import { findStaleFiles, writeFiles } from "./files.ts";
import { emitMap } from "./map.ts";
import { emitMigrations } from "./migrations.ts";
import { emitPrecedence } from "./precedence.ts";
import { emitConfigPage } from "./reference/config.ts";
import { emitErrorsPage } from "./reference/errors.ts";
import { emitEventsPage } from "./reference/events.ts";
import { emitFlagsPage } from "./reference/flags.ts";
import { emitHeadersPage } from "./reference/headers.ts";
import { emitLogPage } from "./reference/log.ts";
import { emitOperationsPage } from "./reference/operations.ts";
import { emitRefusals } from "./refusals.ts";
import { emitRules } from "./rules.ts";
import { emitValidators } from "./validators.ts";

/** This file belongs to the generator, but the contract is read from the working directory. */
const PUBLISHED = new URL("../behaviour/published.yaml", import.meta.url);

/** The tests and the behaviour page belong to this repository too. */
const ROOT = new URL("../..", import.meta.url).pathname;

export async function generatedFiles(document: OpenApiDocument): Promise<Record<string, string>> {
  return {
    ...(await emitContract(document)),
    ...emitValidators(document),
    ...emitRules(),
    ...emitRefusals(),
    ...emitPrecedence(),
    ...emitMap(),
    ...emitMigrations(ROOT),
    ...(await emitOperationsPage(document)),
    ...emitFlagsPage(),
    ...emitConfigPage(ROOT),
    ...emitLogPage(ROOT),
    ...emitEventsPage(document),
    ...emitHeadersPage(document),
    ...emitErrorsPage(ROOT),
    ...emitErrata(readFileSync("spec/errata.yaml", "utf8")),
    ...emitFidelity(ROOT),
    ...emitPublishedText(readFileSync(PUBLISHED, "utf8"), document),
  };
}

async function main(args: readonly string[]): Promise<number> {
  const files = await generatedFiles(await bundleDocument("spec/openapi.yaml"));
  const stalePaths = findStaleFiles(".", files);
  if (args.includes("--check")) {
    for (const path of stalePaths) console.error(`${path} is stale: run \`npm run generate\`.`);
    return stalePaths.length === 0 ? 0 : 1;
  }
  writeFiles(".", files, stalePaths);
  for (const path of stalePaths) console.log(`${path in files ? "wrote" : "removed"} ${path}`);
  return 0;
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
