/** The page docs/reference/peers.md. */
import { markdownTable } from "../markdown-table.ts";

/** Comparisons on other pages. */
const OTHERS = [
  [
    "processor time of each server for one request",
    "[benchmarks.md](benchmarks.md#mock-server)",
    "`npm run bench -- mock`",
  ],
  [
    "this client and three others on unusual responses",
    "[client-behaviour.md](client-behaviour.md)",
    "`npm test -- packages/client/test/behaviour-table.test.ts`",
  ],
  [
    "clients from openapi-generator, with the mock",
    "[generators.md](generators.md)",
    "`npm run generators`",
  ],
  [
    "speed of this client, of ky and of axios",
    "[benchmarks.md](benchmarks.md#client)",
    "`npm run bench -- client`",
  ],
];

/** Returns the page; `run` is the date and the versions. */
export function toMarkdown(responses: string, run: string): string {
  const others = markdownTable(["subject", "page", "command"], OTHERS);
  return `${HEAD}\nLast run on ${run}.\n\n${responses}\n\n## Other comparisons\n\n${others}\n`;
}

const HEAD = `# Other mock servers

\`npm run peers\` writes this page. It starts each server with the buckets of the default scenario
and sends the same requests to each. A cell is the response. \`prism mock\` gets the contract; its
bodies come from the examples of the contract. The other servers have 20 to 50 hand-written
lines, in \`scripts/bench/peers/servers\` and \`scripts/bench/msw-server.mjs\`. With more
lines they can do more.
`;
