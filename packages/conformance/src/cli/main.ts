#!/usr/bin/env node
import process from "node:process";
import { ConformanceOptionsError } from "../run/options.ts";
import { CliUsageError, readArguments } from "./arguments.ts";
import { runCommand } from "./commands.ts";

const isTerminal = process.stderr.isTTY === true;

try {
  process.exitCode = await runCommand(readArguments(process.argv.slice(2)), {
    out: (text) => process.stdout.write(text),
    progress: (text) => {
      if (isTerminal) process.stderr.write(`\r\u001B[K${text}`);
    },
    environment: process.env,
    fetch,
  });
} catch (error) {
  const isExpected =
    error instanceof CliUsageError ||
    error instanceof ConformanceOptionsError ||
    (error instanceof Error && "code" in error);
  if (!isExpected) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
