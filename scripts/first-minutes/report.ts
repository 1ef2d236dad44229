/** The tables of `npm run first-minutes`, and the page docs/reference/first-minutes.md. */
import { markdownTable } from "../markdown-table.ts";
import type { FollowedReadme } from "./follow.ts";
import type { Step } from "./steps.ts";

/** The longest time that one combination may take for all READMEs together. */
export const LIMIT_S = 300;

/** The result of one Node.js and one package manager. */
export interface CombinationResult {
  /** Such as `Node 24.21.0, npm`. */
  readonly name: string;
  readonly readmes: readonly FollowedReadme[];
  /** The failed step, or the reason why nothing was run. */
  readonly issue?: { readonly kind: "failed" | "NOT RUN"; readonly text: string };
}

const sum = (values: readonly number[]): number => values.reduce((all, each) => all + each, 0);

/** The seconds of a combination: all READMEs together, and its first response. */
export function timesOf({ readmes }: CombinationResult) {
  return {
    installing: sum(readmes.map((each) => each.installing)),
    untilFirst: readmes[0]?.untilFirst ?? 0,
    total: sum(readmes.map((each) => each.total)),
  };
}

/** Returns the issue of a combination: that it took too long, or the one that its run had. */
export function issueOf(result: CombinationResult): CombinationResult["issue"] {
  const { total } = timesOf(result);
  if (result.issue !== undefined || total <= LIMIT_S) return result.issue;
  return { kind: "failed", text: `${total.toFixed(0)} s, more than ${LIMIT_S} s` };
}

const toSecondsText = (value: number): string => `${value.toFixed(1)} s`;

export function rowOf(result: CombinationResult): readonly string[] {
  const issue = issueOf(result);
  if (issue !== undefined) {
    return [result.name, `**${issue.kind}**: ${issue.text.split("\n", 1)[0]}`, "", "", ""];
  }
  const { installing, untilFirst, total } = timesOf(result);
  const steps = sum(result.readmes.map((each) => each.steps));
  return [
    result.name,
    toSecondsText(installing),
    toSecondsText(untilFirst),
    toSecondsText(total),
    `${steps}`,
  ];
}

/** When and where the times were measured. */
interface Circumstances {
  readonly date: string;
  readonly machine: string;
  /** The load average of the machine at the end. */
  readonly load: number;
}

const loadOf = ({ load }: Circumstances): string =>
  `The load average was ${load.toFixed(1)} at its end.`;

export function toMarkdown(
  results: readonly CombinationResult[],
  leftOut: readonly (readonly [readme: string, step: Step & { kind: "left out" }])[],
  circumstances: Circumstances,
): string {
  const [shownResult] = results.filter((each) => issueOf(each) === undefined);
  const readmes = (shownResult?.readmes ?? []).map(
    ({ name, steps, installing, untilFirst, total }) => [
      name,
      `${steps}`,
      ...[installing, untilFirst, total].map(toSecondsText),
    ],
  );
  const reasons = [...new Set(leftOut.map(([, { reason }]) => reason))].map((reason) => {
    const steps = leftOut.filter(([, step]) => step.reason === reason);
    const places = [...new Set(steps.map(([readme]) => readme))];
    return [`${steps.length}`, places.join(", "), reason];
  });
  return [
    `${HEAD}\nLast run on ${circumstances.date}, on ${circumstances.machine}. ${loadOf(circumstances)}\n`,
    markdownTable(
      ["Node.js, manager", "installing", "first response", "total", "steps"],
      results.map(rowOf),
    ),
    `\n## Each README, with ${shownResult?.name ?? "no combination"}\n`,
    markdownTable(["README", "steps", "installing", "first result", "total"], readmes),
    `\n## Steps that are not followed\n`,
    markdownTable(["steps", "README", "reason"], reasons),
    "",
  ].join("\n");
}

const HEAD = `# The first five minutes, measured

\`npm run first-minutes\` writes this page. It publishes the packed packages to a registry on this
machine. Then it follows each README in an empty folder, with its commands and programs in their
order. A program must print the lines, and return the values, that its comments promise. The run
fails when a step fails, or when one combination takes more than ${LIMIT_S / 60} minutes.

The first response is the one of the root README: from the empty folder to a balance that changed.
The row of an example is its README in a copy of its folder. An example
has the same limit, and its first result is in the column of the first response.

Every combination begins without a cache. Packages come from the registry on this machine, so the
time of your network is not included. Only the third-party packages of the examples are downloaded
during the measurement. A computer types the commands, not a person.

Some words change: the port 4010 becomes a free port. pnpm and yarn get the same commands in their
words, such as \`pnpm add\`. Types are removed from programs, because Node.js 20 does not run
TypeScript. On Node.js 20 MSW has version 2. \`curl\` also fails for an error status. yarn refuses
packages that are younger than a day, so this limit is off.
`;
