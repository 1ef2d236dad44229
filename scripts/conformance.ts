/** `npm run conformance`: runs the suite on the mock over HTTP, and writes docs/conformance. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isConformant, runConformance, toHtml, toMarkdown, toText } from "@tmf654/conformance";
import { createMock } from "@tmf654/mock";
import { serve } from "@tmf654/mock/node";
import { openInbox } from "../packages/conformance/src/cli/inbox.ts";
import { matrixPage } from "../packages/conformance/test/mutants/matrix.ts";
import { root } from "./packages.ts";

// The mock requires a token, so that the cases about credentials run too.
const auth = {
  tokens: { key: { scopes: ["read", "write"] }, reader: { scopes: ["read"] } },
} as const;
const profile = { name: "reference with a token", extends: "reference", auth };
const mock = createMock({ fetch, profile });
const server = await serve(mock);
const inbox = await openInbox();
const report = await runConformance({
  fetch,
  baseUrl: server.url + mock.basePath,
  server: "the reference mock of this toolkit",
  headers: { Authorization: "Bearer key" },
  readOnlyAuthorization: "Bearer reader",
  allowWrites: true,
  callback: inbox,
});
await server.close();
await mock.close();
await inbox.close();

const folder = join(root, "docs", "conformance");
const note = "The [whole report](report.html) has every case with its requests and responses.";
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "report.html"), toHtml(report));
writeFileSync(
  join(folder, "README.md"),
  `${toMarkdown(report)
    .replace(/^## .*/, "# Conformance of the reference mock")
    .trim()}\n\n${note}\n\`npm run conformance\` writes this page.\n`,
);
writeFileSync(join(folder, "mutants.md"), matrixPage());
console.log(toText(report));
process.exitCode = isConformant(report) ? 0 : 1;
