import process from "node:process";
import type { InstalledPrism } from "../guard/prism-modules.ts";
import { serve } from "../node/index.ts";
import type { Activity } from "../ports/activity.ts";
import { createLineWriter, hasColours, logLine } from "./log.ts";
import { openDatabase } from "./open-database.ts";
import { createProgress } from "./progress.ts";
import { createServedMock } from "./served-mock.ts";
import { readContent } from "./server-content.ts";
import { readServerSettings, type ServerSettings } from "./server-settings.ts";
import { endOnSignal } from "./shutdown.ts";
import { formatStartError } from "./start-error.ts";
import { startMessage } from "./start-message.ts";
import type { VerbInput } from "./verbs.ts";
import { watchFiles } from "./watch.ts";

/** Starts the server. Returns no exit code, because the server runs until a signal. */
export async function serveMock(input: VerbInput): Promise<undefined> {
  const settings = await readServerSettings(input);
  // With the JSON form, stdout has only lines of the log, so that a program can read it.
  const print = settings.log === "json" ? input.err : input.out;
  const content = await readContent(settings);
  for (const warning of content.warnings) input.err(`${warning}\n`);
  const prism = await prismOf(settings, input.folder);
  const loadingProgress = createProgress(process.stderr, "rows loaded");
  const database = await openDatabase(settings, input, loadingProgress);
  const servedMock = createServedMock(settings, content, {
    fetch,
    onActivity: logOf(settings),
    database,
    contractGuard: prism && (await createGuard(prism)),
    err: input.err,
  });
  await database?.ready?.();
  loadingProgress.clear();
  const server = await serve(servedMock.handler, settings).catch((error: unknown) => {
    throw new Error(formatStartError(error, settings.host, settings.port));
  });
  if (!settings.quiet) {
    const notes = [
      ...(settings.configFile === undefined ? [] : [`Settings: ${settings.configFile}`]),
      ...(database === undefined
        ? []
        : [`Data: ${database.place}${settings.reads === "local" ? ", reads may be old" : ""}`]),
      ...(prism === undefined ? [] : [`Guard: Prism ${prism.version}`]),
    ];
    const { auth } = servedMock.mock.profile();
    print(startMessage(server.url, servedMock.basePath, servedMock.numbers, notes, auth?.oauth));
  }
  const watcher = input.values.watch
    ? watchFiles({ ...input, out: print }, settings, content, servedMock)
    : undefined;
  endOnSignal(server, () => {
    watcher?.close();
    return servedMock.close();
  });
}

/** The installed Prism if the settings name it as the guard. */
async function prismOf({ guard }: ServerSettings, folder: string) {
  if (guard === undefined) return undefined;
  const { findPrism } = await import("../guard/prism-modules.ts");
  return findPrism(folder);
}

async function createGuard(prism: InstalledPrism) {
  const { createPrismGuard } = await import("../guard/prism-guard.ts");
  return createPrismGuard(prism);
}

/** The function that writes the log. */
function logOf({ log }: ServerSettings): ((activity: Activity) => void) | undefined {
  if (log === "off") return undefined;
  const isColoured = hasColours(process.stdout, process.env);
  const { write, flush } = createLineWriter(process.stdout);
  process.once("exit", flush);
  return (activity) => write(logLine(activity, log, isColoured));
}
