/** The reader of the command line, as pure functions. */
import { parseArgs } from "node:util";
import { type CaseLevel, caseLevels } from "../model/case.ts";
import { flags } from "./flags.ts";

/** A parsed command line: a verb, its operands, and the flags by name. */
export interface CliInput {
  readonly verb: "run" | "compare" | "ctk-check" | "import" | "help" | "version";
  readonly operands: readonly string[];
  readonly text: Readonly<Record<string, string | undefined>>;
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly switchedOn: ReadonlySet<string>;
}

/** The error for an invalid command line; its message says what to write instead. */
export class CliUsageError extends Error {
  override readonly name = "CliUsageError";
}

const operandCounts = { compare: 2, "ctk-check": 1, import: 1 } as const;

/** Reads the arguments. Throws `CliUsageError`. */
export function readArguments(args: readonly string[]): CliInput {
  const { values, positionals } = parseFlags(args);
  const text: Record<string, string> = {};
  const lists: Record<string, readonly string[]> = {};
  const switchedOn = new Set<string>();
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === "string") text[name] = value;
    else if (Array.isArray(value)) lists[name] = value.map(String);
    else if (value) switchedOn.add(name);
  }
  const sharedInput = { text, lists, switchedOn };
  const informationVerb = (["help", "version"] as const).find((name) => switchedOn.has(name));
  if (informationVerb) return { verb: informationVerb, operands: [], ...sharedInput };
  const [firstOperand = "", ...rest] = positionals;
  if (firstOperand in operandCounts) {
    const verb = firstOperand as keyof typeof operandCounts;
    if (rest.length !== operandCounts[verb]) {
      throw new CliUsageError(`${verb} takes ${operandCounts[verb]} files. See --help.`);
    }
    return { verb, operands: rest, ...sharedInput };
  }
  const isListing = switchedOn.has("list");
  if (positionals.length !== 1 && !(isListing && positionals.length === 0)) {
    throw new CliUsageError("Pass one base URL: tmf654-conformance https://host/base. See --help.");
  }
  return { verb: "run", operands: positionals, ...sharedInput };
}

function parseFlags(args: readonly string[]) {
  const options = Object.fromEntries(
    flags.map(({ name, value, isRepeatable }) => [
      name,
      value === undefined
        ? { type: "boolean" as const }
        : { type: "string" as const, multiple: isRepeatable ?? false },
    ]),
  );
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new CliUsageError(`${detail.split(". ", 1)[0]}. See --help.`);
  }
}

/** A whole number of a flag; undefined without the flag. Throws `CliUsageError`. */
export function readWholeNumber(input: CliInput, name: string): number | undefined {
  const text = input.text[name];
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    throw new CliUsageError(`--${name} "${text}" is not a whole number above 0.`);
  }
  return Number(text);
}

/** The levels of `--level`, with commas or repeated; all by default. */
export function levelsOf({ lists }: CliInput): readonly CaseLevel[] | undefined {
  const levelNames = lists.level?.flatMap((text) => text.split(","));
  return levelNames?.map((name) => {
    const level = caseLevels.find((one) => one === name);
    if (level !== undefined) return level;
    throw new CliUsageError(`--level "${name}" is not one of ${caseLevels.join(", ")}.`);
  });
}

/** The headers of the `--header` flags, each `Name: value`. Throws `CliUsageError`. */
export function headersOf({ lists }: CliInput): Readonly<Record<string, string>> {
  const pairs = (lists.header ?? []).map((text): readonly [string, string] => {
    const [, name, value] = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*(.*)$/.exec(text) ?? [];
    if (name !== undefined && value !== undefined) return [name, value];
    const [headerName] = text.split(":", 1);
    const remedy = 'write "Name: value", and use no spaces in the name.';
    throw new CliUsageError(`Invalid --header "${headerName}": ${remedy}`);
  });
  return Object.fromEntries(pairs);
}
