import { existsSync, type FSWatcher, watch } from "node:fs";
import { basename, dirname } from "node:path";
import type { MockConfig } from "../config/index.ts";
import { applyChange } from "../files/apply-change.ts";
import { importedFiles } from "../files/local-modules.ts";
import type { ServedMock, TenantOfMock } from "./served-mock.ts";
import { readContent, type ServerContent } from "./server-content.ts";
import { readServerSettings, type ServerSettings } from "./server-settings.ts";
import type { VerbInput } from "./verbs.ts";

/** Editors write a file in several steps. */
const settleMs = 100;

/** The members of the settings file that a running server can change. */
type AppliedName = "profile" | "scenario" | "events" | "faults";

/** The other members. The type requires all of them, so that a new one is not forgotten. */
const fixedMembers: Readonly<Record<Exclude<keyof MockConfig, AppliedName>, true>> = {
  port: true,
  host: true,
  auth: true,
  basePath: true,
  forwardedPrefix: true,
  data: true,
  database: true,
  reads: true,
  seed: true,
  clock: true,
  latency: true,
  controlToken: true,
  journal: true,
  limits: true,
  strict: true,
  trace: true,
  tenants: true,
  maxTenants: true,
  guard: true,
  log: true,
  quiet: true,
};
const fixedNames = Object.keys(fixedMembers) as readonly (keyof typeof fixedMembers)[];

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
  let currentContent: WatchedContent = { settings, content };
  let timer: NodeJS.Timeout | undefined;
  let watchers: readonly FSWatcher[] = [];
  if (filesOf(currentContent).length === 0) {
    input.err(
      "--watch has nothing to watch: there is no settings file, profile file or scenario file.\n",
    );
  }
  const watchAll = (): void => {
    for (const each of watchers) each.close();
    // A settings file that was removed may come back.
    const settingsFile = settings.configFile ?? [];
    watchers = watchersOf([...filesOf(currentContent), settingsFile].flat(), () => {
      clearTimeout(timer);
      timer = setTimeout(reload, settleMs);
    });
  };
  const reload = async (): Promise<void> => {
    try {
      const newContent = await readWatchedContent(input);
      for (const line of applyDifferences(currentContent, newContent, served))
        input.out(`${line}\n`);
      currentContent = newContent;
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

async function readWatchedContent(input: VerbInput): Promise<WatchedContent> {
  const settings = await readServerSettings(input);
  return { settings, content: await readContent(settings) };
}

/** Applies the differences to all mocks and returns the lines for the log. */
function applyDifferences(
  oldContent: WatchedContent,
  newContent: WatchedContent,
  served: ServedMock,
): readonly string[] {
  const mocks = served.mocks();
  const lines: string[] = [];
  if (isChanged(oldContent.content.scenario, newContent.content.scenario)) {
    const { scenario } = served;
    const changedMocks = mocks.map(({ mock }) => mock);
    const appliedLines = applyChange(changedMocks, scenario, newContent.content.scenario);
    lines.push(...linesOf(mocks, appliedLines));
  }
  const isProfileChanged = isChanged(oldContent.content.profile, newContent.content.profile);
  const areFaultsChanged = isChanged(oldContent.settings.faults, newContent.settings.faults);
  served.apply({ profile: newContent.content.profile, faults: newContent.settings.faults });
  for (const { mock } of mocks) {
    if (isProfileChanged) mock.setProfile(newContent.content.profile ?? "reference");
    if (!areFaultsChanged) continue;
    mock.faults.clear();
    for (const rule of newContent.settings.faults ?? []) mock.faults.add(rule);
  }
  if (isProfileChanged) lines.push("The profile has changed, and the state is kept.");
  if (areFaultsChanged) lines.push("The fault rules have changed.");
  const changedFixedNames = fixedNames.filter((name) =>
    isChanged(oldContent.settings[name], newContent.settings[name]),
  );
  if (changedFixedNames.length > 0)
    lines.push(`Restart the mock to change ${changedFixedNames.join(", ")}.`);
  return lines;
}

/** Returns one line if it is the same for all tenants. Otherwise each line names its tenants. */
function linesOf(mocks: readonly TenantOfMock[], lines: readonly string[]): readonly string[] {
  const tenantsByLine = new Map<string, string[]>();
  for (const [index, { tenant }] of mocks.entries()) {
    const line = lines[index] ?? "";
    tenantsByLine.set(line, [...(tenantsByLine.get(line) ?? []), tenant]);
  }
  const differentLines = [...tenantsByLine];
  if (differentLines.length === 1) return differentLines.map(([line]) => line);
  return differentLines.map(([line, names]) => `Tenant ${names.join(", ")}: ${line}`);
}

/** Whether two values differ. Functions are compared by their source texts. */
function isChanged(valueBefore: unknown, after: unknown): boolean {
  const textOf = (data: unknown) =>
    JSON.stringify(data, (_, value: unknown) =>
      typeof value === "function" ? String(value) : value,
    );
  return textOf(valueBefore) !== textOf(after);
}

function filesOf({ settings, content }: WatchedContent): readonly string[] {
  const configFiles = settings.configFile === undefined ? [] : [settings.configFile];
  return [...content.files, ...configFiles, ...importedFiles()];
}

/** Watches the folders, because an editor may replace a file. */
function watchersOf(files: readonly string[], onChange: () => void): readonly FSWatcher[] {
  const folders = new Set(files.map((file) => dirname(file)));
  // A folder may have been removed since a file was read.
  return [...folders].filter(existsSync).map((folder) => {
    const names = new Set(
      files.filter((file) => dirname(file) === folder).map((file) => basename(file)),
    );
    return watch(folder, (_, name) => {
      if (name === null || names.has(name)) onChange();
    });
  });
}
