#!/usr/bin/env node
import process from "node:process";
import { runMain } from "./run-main.ts";

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
