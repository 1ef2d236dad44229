/** docs/reference/runtimes.md, from what was found. */
import type { Outcome } from "./outcome.ts";

export function markdown(outcomes: readonly Outcome[], machine: string): string {
  const rows = outcomes.map(({ host, what, result, detail }) => {
    const verdict = result === "passed" ? "yes" : result === "failed" ? "**no**" : "not run";
    return `| ${[host, what, verdict, detail].map(cell).join(" | ")} |`;
  });
  return `${HEAD}\nLast run on ${machine}.\n\n${TABLE}\n${rows.join("\n")}\n${TAIL}`;
}

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");

const HEAD = `# Where the packages run

\`scripts/runtimes/main.ts\` writes this page. It packs every package, installs the tarballs in a
folder with no workspace above it, and asks the same of each runtime: the client against the mock's
server over loopback (a list and all its pages, a bucket, a top-up that moves the balance, a typed
error, an abort, a time-out, a lost answer that is found again), and the libraries. Each program
also runs where everything is wrong (a server that answers \`{}\`, another amount): a check that
still holds there fails. The compilers get a source whose right lines must compile and whose wrong
lines must not.
`;

const TABLE = "| on | what | runs | which |\n| --- | --- | --- | --- |";

const TAIL = `
Chromium is covered by the workspace's own tests, from source. The bare context stands for React
Native: a script with \`fetch\`, \`AbortController\`, \`FormData\`, \`Headers\`, \`URL\` and timers,
and without \`Request\`, \`Response\`, \`AbortSignal.any\`, \`crypto\`, \`TextEncoder\` and
\`structuredClone\`.

Not run: a device (Hermes), Safari, Firefox, Windows and macOS: no package of npm's brings them to
this machine. Why it is done this way: [decisions/runtimes.md](../decisions/runtimes.md).
`;
