#!/usr/bin/env node
import process from "node:process";
import { runMain } from "./run-main.ts";

// The program that reads the output may end first, as in `| head`. The reports are still written.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

const isTerminal = process.stderr.isTTY === true;

process.exitCode = await runMain(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
  progress: (text) => {
    if (isTerminal) process.stderr.write(`\r\u001B[K${text}`);
  },
  environment: process.env,
  fetch,
});
