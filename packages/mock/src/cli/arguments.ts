import { parseArgs } from "node:util";
import { didYouMean, suggest, suggestionText } from "../schema/suggest.ts";
import { exampleOf } from "./flag-error.ts";
import { type FlagValues, type Verb, verbs } from "./verbs.ts";

/** The parsed command line: a verb and its values, or the error in one line. */
export type CommandLine =
  | {
      readonly verb: Verb;
      /** Whether the command line names the verb. */
      readonly isNamed: boolean;
      readonly values: FlagValues;
      readonly operands: readonly string[];
    }
  | { readonly error: string };

/** Reads the command line. The first argument may name a verb; the default is `serve`. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const [firstArgument = ""] = args;
  const isNamed = firstArgument !== "" && !firstArgument.startsWith("-");
  const name = isNamed ? firstArgument : "serve";
  const verb = verbs.find((each) => each.name === name);
  if (!verb) {
    const verbNames = verbs.map((each) => each.name);
    const suggestion = suggestionText(name, verbNames).replace(/[^?]$/, "$&.");
    return { error: `Unknown command "${name}"${suggestion} See --help.` };
  }
  const { flags, maxOperands } = verb;
  const argsAfterVerb = isNamed ? args.slice(1) : [...args];
  try {
    const { values, positionals } = parseArgs({
      args: [...argsAfterVerb],
      options: flags,
      strict: true,
      allowPositionals: maxOperands > 0,
    });
    const extraOperand = positionals[maxOperands];
    if (extraOperand !== undefined)
      return { error: `Unexpected argument "${extraOperand}". See --help.` };
    return { verb, isNamed, values: values as FlagValues, operands: positionals };
  } catch (error) {
    return { error: parseError(error, Object.keys(flags)) };
  }
}

/** The message of `parseArgs` in one line, with a suggestion for a misspelt flag. */
function parseError(error: unknown, flagNames: readonly string[]): string {
  const detail = error instanceof Error ? error.message : String(error);
  const [, valued] =
    /^Option '(?:-\w, )?(--[\w-]+)(?: <value>)?' argument (?:missing|is ambiguous)/.exec(detail) ??
    [];
  if (valued !== undefined) return `${valued} needs a value: ${exampleOf(valued)}. See --help.`;
  const [, name] = /Unknown option '--([^']*)'/.exec(detail) ?? [];
  const names = name === undefined ? [] : suggest(name, flagNames);
  const question = didYouMean(names.map((each) => `--${each}`));
  return `${detail.split(". ", 1)[0]}${question || "."} See --help.`;
}
