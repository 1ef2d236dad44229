#!/usr/bin/env -S node --max-semi-space-size=1
import process from "node:process";
import { serve } from "../node/index.ts";
import { help, readArguments } from "./arguments.ts";
import { greeting } from "./greeting.ts";
import { startProblem } from "./problem.ts";
import { createWorld } from "./setup.ts";
import { endOnSignal } from "./shutdown.ts";

// The flag in the first line keeps V8's nursery small: a mock's requests leave nothing behind, and
// left alone it grows to three times the memory of everything else. With 2 in place of 1 the rest
// of the heap still crept up by a quarter over the first hundred thousand reads.
const settings = readArguments(process.argv.slice(2), process.env);
if ("help" in settings) process.stdout.write(help);
else if ("problem" in settings) fail(settings.problem);
else {
  try {
    const world = createWorld(settings, fetch);
    const server = await serve(world.handler, settings);
    process.stdout.write(greeting(server.url, world.basePath, world.numbers));
    endOnSignal(server, world);
  } catch (error) {
    fail(startProblem(error, settings.host, settings.port));
  }
}

function fail(line: string): void {
  process.stderr.write(`${line}\n`);
  process.exitCode = 1;
}
