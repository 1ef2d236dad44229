/** The form of a consumer in the table, and the folder of its files. */
import { cpSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "../packages.ts";
import type { Manager } from "./managers.ts";

/** The folders in `locked`. */
type LockedFolder =
  | "vite"
  | "webpack"
  | "next"
  | "servers"
  | "jest"
  | "vitest-4"
  | "vitest-5"
  | "playwright"
  | "self-care"
  | "agent-desk"
  | "event-listener"
  | "test-suites";

/** An app outside this repository that uses the packages. */
export interface Consumer {
  readonly name: string;
  /** The folder in `apps` that has its files. An example has its own folder. */
  readonly app: string;
  readonly isExample?: true;
  /** The `type` of its manifest. */
  readonly type?: "module";
  readonly manager?: Manager;
  readonly dependencies: Readonly<Record<string, string>>;
  /**
   * The folder in `locked` that has the app's dependencies with a lock file. An app with such a
   * folder belongs to `npm run consumers -- --everyday`, which `npm run check` runs.
   */
  readonly locked?: LockedFolder;
  /** Whether the app starts Chromium itself; the variable `CHROMIUM_PATH` has the path. */
  readonly needsChromium?: boolean;
  /** The oldest Node on which `npm run runtimes` also runs the app. */
  readonly oldestNode?: 20 | 22;
  /** The arguments of the commands that build or run it, each after `node`. */
  readonly commands: readonly (readonly string[])[];
  /** The text that the last command must print, or the folder of the page that it built. */
  readonly expectedResult:
    | { readonly text: RegExp }
    | { readonly page: string; readonly path?: string };
}

/** Returns the folder of a consumer's files. */
export function filesOf({ app, isExample }: Consumer): string {
  return isExample ? join(root, "examples", app) : join(import.meta.dirname, "apps", app);
}

/** Folders that an example has after it was used in the workspace. */
const BUILT_FOLDERS = ["node_modules", "dist", "test-results", ".cache"];

/** Copies the files of an app, without those that its use has written. */
export function copySources(from: string, to: string): void {
  const filter = (path: string) => !BUILT_FOLDERS.includes(basename(path));
  cpSync(from, to, { recursive: true, filter });
}
