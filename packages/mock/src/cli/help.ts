import { alignColumns } from "./columns.ts";
import type { Flag, Flags } from "./flags.ts";
import { type Verb, verbs } from "./verbs.ts";

/** Returns the short help: the verbs and the most used flags, on one screen. */
export function commandHelp(): string {
  const commonFlags = verbs[0]
    ? Object.entries(verbs[0].flags).filter(([, flag]) => flag.isCommon)
    : [];
  return [
    "tmf654-mock [command] [flags]: a mock server for TMF654 Prepay Balance Management",
    "",
    ...alignColumns(verbs.map(({ name, summary }) => [name, summary])),
    "",
    "Flags of serve, which tmf654-mock serve --help lists in full:",
    ...flagLines(Object.fromEntries(commonFlags)),
    "",
    "Exit codes: 0 success, 1 failure, 2 wrong arguments or settings.",
    "",
  ].join("\n");
}

/** Returns the help of a verb with all its flags. */
export function verbHelp({ name, summary, operands, flags }: Verb): string {
  const usage = ["tmf654-mock", name, operands, "[flags]"].filter(Boolean).join(" ");
  return [`${usage}: ${summary}`, "", ...flagLines(flags), ""].join("\n");
}

function flagLines(flags: Flags): readonly string[] {
  return alignColumns(
    Object.entries(flags).map(([name, flag]) => [usageOf(name, flag), flag.help]),
  );
}

/** Returns a flag with its short form and the placeholder of its value. */
export function usageOf(name: string, { value, short }: Pick<Flag, "value" | "short">): string {
  const longFlag = value === undefined ? `--${name}` : `--${name} <${value}>`;
  return short === undefined ? longFlag : `-${short}, ${longFlag}`;
}
