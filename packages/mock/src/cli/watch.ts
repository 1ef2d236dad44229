import { type FSWatcher, watch } from "node:fs";
import { basename, dirname } from "node:path";
import { applyChange } from "../files/apply-change.ts";
import type { ServedMock } from "./served-mock.ts";
import { readContent, type ServerContent } from "./server-content.ts";
import { readServerSettings, type ServerSettings } from "./server-settings.ts";
import type { VerbInput } from "./verbs.ts";

/** Editors write a file in several steps. */
const settleMs = 100;

/** The settings that a running server cannot change. */
const fixedNames = [
  "port",
  "host",
  "auth",
  "basePath",
  "forwardedPrefix",
  "seed",
  "clock",
  "latency",
  "controlToken",
  "journal",
  "limits",
  "strict",
  "tenants",
  "maxTenants",
  "guard",
  "log",
  "quiet",
] as const satisfies readonly (keyof ServerSettings)[];

/** The settings and the content that a server has read. */
interface WatchedContent {
  readonly settings: ServerSettings;
  readonly content: ServerContent;
}

/**
 * Reads the settings and the scenario files again when one changes, and prints in one line what was
 * applied. After an error the mock stays as it is.
 */
export function watchFiles(
  input: VerbInput,
  settings: ServerSettings,
  content: ServerContent,
  served: ServedMock,
): { readonly close: () => void } {
  let current: WatchedContent = { settings, content };
  let timer: NodeJS.Timeout | undefined;
  let watchers: readonly FSWatcher[] = [];
  const watchAll = (): void => {
    for (const each of watchers) each.close();
    // A settings file that was removed may come back.
    const first = settings.configFile ?? [];
    watchers = watchersOf([...filesOf(current), first].flat(), () => {
      clearTimeout(timer);
      timer = setTimeout(reload, settleMs);
    });
  };
  const reload = async (): Promise<void> => {
    try {
      const next = await readAgain(input);
      for (const line of applyDifferences(current, next, served)) input.out(`${line}\n`);
      current = next;
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      input.err(`${detail.replace(/[^.?!]$/, "$&.")} The mock stays as it is.\n`);
    }
    watchAll();
  };
  watchAll();
  return {
    close: () => {
      clearTimeout(timer);
      for (const each of watchers) each.close();
    },
  };
}

async function readAgain(input: VerbInput): Promise<WatchedContent> {
  const settings = await readServerSettings(input);
  return { settings, content: await readContent(settings) };
}

/** Applies the differences and returns a line for each. */
function applyDifferences(
  before: WatchedContent,
  next: WatchedContent,
  { mock, scenario }: ServedMock,
): readonly string[] {
  const lines: string[] = [];
  if (isChanged(before.content.scenario, next.content.scenario)) {
    lines.push(applyChange(mock, scenario, next.content.scenario));
  }
  if (isChanged(before.content.profile, next.content.profile)) {
    mock.setProfile(next.content.profile ?? "reference");
    lines.push("The profile has changed, and the state is kept.");
  }
  if (isChanged(before.settings.faults, next.settings.faults)) {
    mock.faults.clear();
    for (const rule of next.settings.faults ?? []) mock.faults.add(rule);
    lines.push("The fault rules have changed.");
  }
  const fixed = fixedNames.filter((name) => isChanged(before.settings[name], next.settings[name]));
  if (fixed.length > 0) lines.push(`Restart the mock to change ${fixed.join(", ")}.`);
  return lines;
}

function isChanged(before: unknown, after: unknown): boolean {
  return JSON.stringify(before) !== JSON.stringify(after);
}

function filesOf({ settings, content }: WatchedContent): readonly string[] {
  return [...content.files, ...(settings.configFile === undefined ? [] : [settings.configFile])];
}

/** Watches the folders, because an editor may replace a file. */
function watchersOf(files: readonly string[], onChange: () => void): readonly FSWatcher[] {
  const folders = new Set(files.map((file) => dirname(file)));
  return [...folders].map((folder) => {
    const names = new Set(
      files.filter((file) => dirname(file) === folder).map((file) => basename(file)),
    );
    return watch(folder, (_, name) => {
      if (name === null || names.has(name)) onChange();
    });
  });
}
