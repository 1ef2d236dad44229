#!/usr/bin/env node
import { createRequire } from "node:module";
import process from "node:process";
import { setFlagsFromString } from "node:v8";
import { InputError } from "../schema/input-error.ts";
import { readCommandLine } from "./arguments.ts";
import { commandHelp, verbHelp } from "./help.ts";
import { UsageError } from "./usage-error.ts";

// V8's young generation stays at its first size of 1 MiB. Without this flag it grows to three times
// the rest of the memory, although requests leave no data. A flag in the first line would do the
// same, but `env` on Alpine Linux passes no flags.
setFlagsFromString("--semi-space-growth-factor=1");

// If the program that reads the output, such as `head`, ends, the mock continues.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

const writeOut = (text: string): void => void process.stdout.write(text);
const writeError = (text: string): void => void process.stderr.write(text);

const commandLine = readCommandLine(process.argv.slice(2));
if ("error" in commandLine) failWith(commandLine.error, 2);
else if (commandLine.values.help)
  writeOut(commandLine.isNamed ? verbHelp(commandLine.verb) : commandHelp());
else if (commandLine.values.version) writeOut(`${readVersion()}\n`);
else {
  const { verb, values, operands } = commandLine;
  try {
    const folder = process.cwd();
    const code = await verb.run({
      values,
      operands,
      environment: process.env,
      folder,
      out: writeOut,
      err: writeError,
    });
    if (code !== undefined) process.exitCode = code;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const isUsageError = error instanceof UsageError || error instanceof InputError;
    failWith(message, isUsageError ? 2 : 1);
  }
}

function readVersion(): string {
  return createRequire(import.meta.url)("@tmf654/mock/package.json").version;
}

function failWith(line: string, code: number): void {
  writeError(`${line}\n`);
  process.exitCode = code;
}
