/** Files that the command reads and writes. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { CliUsageError } from "./arguments.ts";

/** The text of a file. Throws `CliUsageError` with its name. */
export function readTextFile(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new CliUsageError(`${file} cannot be read: ${detail}`);
  }
}

/** The JSON in a file. Throws `CliUsageError` with its name. */
export function readJson(file: string): unknown {
  const text = readTextFile(file);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new CliUsageError(`${file} is not JSON: ${detail}`);
  }
}

/** Writes a file and creates its folders. */
export function writeText(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new CliUsageError(`${file} cannot be written: ${detail}`);
  }
}
