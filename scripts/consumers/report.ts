/** docs/reference/consumers.md, from the results of a run. */
import { markdownTable } from "../markdown-table.ts";

/** The result of one consumer. */
export interface ConsumerResult {
  readonly name: string;
  readonly verdict: "passed" | "failed" | "not run";
  /** The output or the size, the error, or the reason. */
  readonly detail: string;
}

export function toMarkdown(results: readonly ConsumerResult[], machine: string): string {
  const rows = results.map(({ name, verdict, detail }) => {
    const verdictText = verdict === "passed" ? "yes" : verdict === "failed" ? "**no**" : "not run";
    return [name, verdictText, detail.split("\n")[0] ?? ""];
  });
  const table = markdownTable(["app", "works", "result"], rows);
  return `${HEAD}\nLast run on ${machine}.\n\n${table}\n`;
}

const HEAD = `# Apps that use the packages

\`npm run consumers\` writes this page. It packs every package and installs the tarballs in folders
outside the workspace. Each page is built and opened in Chromium, where it tops up a bucket of
a mock. With \`startWorker\`, MSW's worker sends the page's requests to the mock.
The sizes include all scripts of the page and the framework.
\`npm run consumers -- --everyday\` runs Vite, Jest, Vitest, Playwright, Express, Hono, Next 16,
webpack and the examples only, from their lock files; \`npm run check\` does that too.

The code of \`reconcile()\` and of reservations in several steps is in separate files. The page
loads them on demand. So rollup needs \`output.dir\` in place of \`output.file\`.

Minifiers that make only one pass, such as SWC in rspack, Turbopack and Parcel, keep more code. One
read of the client as a function is about 1.6 kB gz larger with rspack than with webpack.
`;
