/** A Vitest reporter that lists the tests that could not run on this machine. */
import { existsSync } from "node:fs";
import { peersAreInstalled } from "./bench/peers.ts";
import { publishedPath } from "./spec/published.ts";

export const chromiumPath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

const NEEDS: readonly { readonly isInstalled: () => boolean; readonly note: string }[] = [
  {
    isInstalled: () => existsSync(chromiumPath),
    note: `browser tests: no Chromium at ${chromiumPath}. Install one, or set CHROMIUM_PATH.`,
  },
  {
    isInstalled: () => existsSync(publishedPath),
    note: "comparison with TM Forum's file: set TMF654_PUBLISHED_SPEC to its path.",
  },
  {
    isInstalled: peersAreInstalled,
    note: "comparison with other clients: `npm run bench` installs them.",
  },
];

/** The reporter, which prints nothing while tests run. */
export const notRunReporter = {
  onTestRunEnd(): void {
    const missing = NEEDS.filter(({ isInstalled }) => !isInstalled());
    if (missing.length === 0) return;
    console.log("\nNot run on this machine:");
    for (const { note } of missing) console.log(`  ${note}`);
    console.log("");
  },
};
