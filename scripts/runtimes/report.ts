/** The page docs/reference/runtimes.md, from the outcomes. */
import type { Outcome } from "./outcome.ts";

export function toMarkdown(outcomes: readonly Outcome[], machine: string): string {
  const rows = outcomes.map(({ host, name, result, detail }) => {
    const verdict = result === "passed" ? "yes" : result === "failed" ? "**no**" : "not run";
    return `| ${[host, name, verdict, detail].map(escapeCell).join(" | ")} |`;
  });
  return `${HEAD}\nLast run on ${machine}.\n\n${TABLE}\n${rows.join("\n")}\n${TAIL}`;
}

const escapeCell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");

const HEAD = `# Runtimes and compilers of the packages

\`scripts/runtimes/main.ts\` writes this page. It packs every package and installs the tarballs in
a folder outside the workspace. On each runtime it tests the client and the libraries. The client
calls the mock's server over loopback. The checks of the client read a list with all pages and a
bucket, and send a top-up that changes the balance. They also cover a typed error, an abort, a
timeout and a lost response.

Each program also runs with wrong input: a server that returns \`{}\`, and another amount. Every
check must fail there. The compilers compile a source with valid and invalid lines, and must
refuse the invalid lines.

The apps of [consumers.md](consumers.md) that test or serve with the mock run on each Node that
they support. They use the entries \`node\`, \`msw\`, \`vitest\`, \`jest\`, \`playwright\` and
\`vite\`. The entry \`browser\` runs only in a page.
`;

const TABLE = "| runtime or compiler | check | runs | details |\n| --- | --- | --- | --- |";

const TAIL = `
The workspace's tests cover Chromium, from source. The empty context stands for React Native. It
is a script with \`fetch\`, \`AbortController\`, \`FormData\`, \`Headers\`, \`URL\` and timers. It
has no \`Request\`, \`Response\`, \`AbortSignal.any\`, \`crypto\`, \`TextEncoder\` and
\`structuredClone\`.

Not run: a device (Hermes), Safari, Firefox, Windows and macOS, because no npm package installs
them. The decision is in [decisions/runtimes.md](../decisions/runtimes.md).
`;
