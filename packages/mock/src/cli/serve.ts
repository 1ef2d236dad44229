import process from "node:process";
import { serve } from "../node/index.ts";
import type { Activity } from "../ports/activity.ts";
import { createLineWriter, logLine } from "./log.ts";
import { createServedMock } from "./served-mock.ts";
import { readContent } from "./server-content.ts";
import { readServerSettings, type ServerSettings } from "./server-settings.ts";
import { endOnSignal } from "./shutdown.ts";
import { startError } from "./start-error.ts";
import { startMessage } from "./start-message.ts";
import type { VerbInput } from "./verbs.ts";
import { watchFiles } from "./watch.ts";

/** Starts the server. Returns no exit code, because the server runs until a signal. */
export async function serveMock(input: VerbInput): Promise<undefined> {
  const settings = await readServerSettings(input);
  const content = await readContent(settings);
  for (const warning of content.warnings) input.err(`${warning}\n`);
  const served = createServedMock(settings, content, {
    fetch,
    onActivity: logOf(settings),
    err: input.err,
  });
  const server = await serve(served.handler, settings).catch((error: unknown) => {
    throw new Error(startError(error, settings.host, settings.port));
  });
  if (!settings.quiet) {
    input.out(startMessage(server.url, served.basePath, served.numbers, settings.configFile));
  }
  const watcher = input.values.watch ? watchFiles(input, settings, content, served) : undefined;
  endOnSignal(server, () => {
    watcher?.close();
    return served.close();
  });
}

/** The function that writes the log. Colour is for a terminal alone, without `NO_COLOR`. */
function logOf({ log }: ServerSettings): ((activity: Activity) => void) | undefined {
  if (log === "off") return undefined;
  const isColoured = process.stdout.isTTY && !process.env.NO_COLOR;
  const write = createLineWriter(process.stdout);
  return (activity) => write(logLine(activity, log, isColoured));
}
