/** What a test run could not do on this machine, said once, at its end. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { peersAreInstalled } from "./bench/peers.ts";

export const chromiumPath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

const publishedSpec =
  process.env.TMF654_PUBLISHED_SPEC ??
  join(import.meta.dirname, "../../shared/spec/TMF654-v4.0.0.swagger.json");

const NEEDS: readonly { readonly isThere: () => boolean; readonly note: string }[] = [
  {
    isThere: () => existsSync(chromiumPath),
    note: `browser tests: no Chromium at ${chromiumPath}. Install one, or set CHROMIUM_PATH.`,
  },
  {
    isThere: () => existsSync(publishedSpec),
    note: "the comparison with TM Forum's file: set TMF654_PUBLISHED_SPEC to its path.",
  },
  {
    isThere: peersAreInstalled,
    note: "the comparison with other clients: `npm run bench` installs them.",
  },
];

/** A Vitest reporter: prints nothing while tests run. */
export const closingNotes = {
  onTestRunEnd(): void {
    const missing = NEEDS.filter(({ isThere }) => !isThere());
    if (missing.length === 0) return;
    console.log("\nNot run on this machine:");
    for (const { note } of missing) console.log(`  ${note}`);
    console.log("");
  },
};
