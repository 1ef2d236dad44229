/** The program that runs one bench file, and prints its report as the last line of output. */
import { pathToFileURL } from "node:url";
import type { Bench } from "./harness.ts";

const { bench } = (await import(pathToFileURL(process.argv[2] ?? "").href)) as { bench: Bench };
const rows = await bench.run();
process.stdout.write(`\n${JSON.stringify({ title: bench.title, rows })}\n`, () => process.exit(0));
