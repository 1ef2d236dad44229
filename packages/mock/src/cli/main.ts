#!/usr/bin/env -S node --max-semi-space-size=1
import { createRequire } from "node:module";
import process from "node:process";
import { serve } from "../node/index.ts";
import type { Activity } from "../ports/activity.ts";
import { type CliSettings, readArguments } from "./arguments.ts";
import { help } from "./flags.ts";
import { createLineWriter, logLine } from "./log.ts";
import { createServedMock } from "./setup.ts";
import { endOnSignal } from "./shutdown.ts";
import { startError } from "./start-error.ts";
import { startMessage } from "./start-message.ts";

// The flag in the first line keeps V8's young generation small. Without the flag it needs three
// times the memory of the rest, although requests leave no data. With 2 instead of 1 the heap grew
// by a quarter over the first hundred thousand reads. If the reader of the output ends, such as
// `head`, the mock continues.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

const settings = readArguments(process.argv.slice(2), process.env);
if ("help" in settings) process.stdout.write(help);
else if ("version" in settings) process.stdout.write(`${readVersion()}\n`);
else if ("error" in settings) fail(settings.error);
else {
  try {
    const mock = createServedMock(settings, fetch, logOf(settings));
    const server = await serve(mock.handler, settings);
    if (!settings.quiet) {
      process.stdout.write(startMessage(server.url, mock.basePath, mock.numbers));
    }
    endOnSignal(server, mock);
  } catch (error) {
    fail(startError(error, settings.host, settings.port));
  }
}

/** The function that writes the log. Colour is for a terminal alone, without `NO_COLOR`. */
function logOf({ log }: CliSettings): ((activity: Activity) => void) | undefined {
  if (log === "off") return undefined;
  const isColoured = process.stdout.isTTY && !process.env.NO_COLOR;
  const write = createLineWriter(process.stdout);
  return (activity) => write(logLine(activity, log, isColoured));
}

function readVersion(): string {
  return createRequire(import.meta.url)("@tmf654/mock/package.json").version;
}

function fail(line: string): void {
  process.stderr.write(`${line}\n`);
  process.exitCode = 1;
}
