import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { profileOf, scenarioOf } from "../assembly/modules.ts";
import type { MockOptions } from "../assembly/options.ts";
import { isLoadable, loadFile } from "../files/load-file.ts";
import type { ProfileFile } from "../profile/read.ts";
import { compose, type Scenario } from "../scenarios/scenario.ts";
import { InputError } from "../schema/input-error.ts";
import { didYouMean, suggest } from "../schema/suggest.ts";
import { flagError } from "./flag-error.ts";
import type { ServerSettings } from "./server-settings.ts";
import { UsageError } from "./usage-error.ts";

/** The profile and the scenario of a server, and the files that they come from. */
export interface ServerContent {
  readonly profile: MockOptions["profile"];
  readonly scenario: Scenario;
  readonly files: readonly string[];
  /** Sentences about content that is probably a mistake. */
  readonly warnings: readonly string[];
}

type ContentSettings = Pick<ServerSettings, "profile" | "scenario" | "events" | "folders"> &
  Partial<Pick<ServerSettings, "sources">>;

/** Reads the profile and the scenario from their files. Errors name the file. */
export async function readContent(settings: ContentSettings): Promise<ServerContent> {
  const { folders, sources } = settings;
  const profile = await withSource(sources?.profile, settings.profile, () =>
    readProfilePart(settings),
  );
  const scenarioOrNames =
    typeof settings.scenario === "function" ? settings.scenario() : settings.scenario;
  const scenario = await withSource(sources?.scenario, scenarioOrNames, () =>
    readScenarioList(scenarioOrNames ?? "default", folders.scenario),
  );
  const contentWithEvents = withEvents(profile.content, settings.events);
  // Throws for an invalid profile.
  profileOf(contentWithEvents);
  return {
    profile: contentWithEvents,
    scenario: scenario.content,
    files: [...profile.files, ...scenario.files],
    warnings: scenario.warnings,
  };
}

/**
 * Adds the flag or the member of the settings file, with its text, to an error about the content.
 */
export async function withSource<T>(
  source: string | undefined,
  value: unknown,
  readSource: () => Promise<T>,
): Promise<T> {
  try {
    return await readSource();
  } catch (error) {
    const isInputError = error instanceof UsageError || error instanceof InputError;
    if (source === undefined || typeof value !== "string" || !isInputError) throw error;
    if (source.startsWith("--")) throw flagError(source, value, error.message);
    throw new UsageError(`Invalid ${source} "${value}": ${error.message}`);
  }
}

async function readProfilePart({ profile, folders }: ContentSettings) {
  if (typeof profile !== "string" || !isLoadable(profile)) {
    // Throws for an unknown name.
    profileOf(profile);
    return { content: profile, files: [] };
  }
  const file = resolve(folders.profile, profile);
  const content = (await readFileOf("profile", file)) as MockOptions["profile"];
  return { content, files: [file] };
}

function withEvents(
  profile: MockOptions["profile"],
  events: ContentSettings["events"],
): MockOptions["profile"] {
  if (events === undefined) return profile;
  const baseProfile: ProfileFile =
    typeof profile === "object"
      ? profile
      : { name: profile ?? "reference", extends: profile ?? "reference" };
  return { ...baseProfile, events: { ...baseProfile.events, ...events } };
}

interface ScenarioContent {
  readonly content: Scenario;
  readonly files: readonly string[];
  readonly warnings: readonly string[];
}

/** Reads a scenario, or a list of names and files, joined by commas, as one scenario. */
export async function readScenarioList(
  scenarioOrNames: string | Scenario,
  folder: string,
): Promise<ScenarioContent> {
  const names =
    typeof scenarioOrNames === "string"
      ? scenarioOrNames.split(",").map((name) => name.trim())
      : [];
  if (typeof scenarioOrNames !== "string" || !names.some(isLoadable)) {
    return { content: scenarioOf(scenarioOrNames), files: [], warnings: [] };
  }
  const readParts = await Promise.all(names.map((name) => readScenarioPart(name, folder)));
  return {
    content: combineScenarios(
      scenarioOrNames,
      readParts.map(({ scenario }) => scenario),
    ),
    files: readParts.flatMap(({ file }) => file ?? []),
    warnings: readParts.flatMap(({ file, scenario: { subscribers = [] } }) =>
      file === undefined || subscribers.length > 0
        ? []
        : [`The scenario ${file} has no subscribers, so it adds no buckets.`],
    ),
  };
}

/** One scenario keeps its own name. */
function combineScenarios(name: string, scenarioParts: readonly Scenario[]): Scenario {
  const [firstScenario, ...more] = scenarioParts;
  return firstScenario && more.length === 0 ? firstScenario : compose(name, ...scenarioParts);
}

async function readScenarioPart(
  name: string,
  folder: string,
): Promise<{ readonly scenario: Scenario; readonly file?: string }> {
  if (!isLoadable(name)) return { scenario: scenarioOf(name) };
  const file = resolve(folder, name);
  const content = await readFileOf("scenario", file);
  try {
    return { scenario: scenarioOf(content as Scenario), file };
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function readFileOf(option: string, file: string): Promise<unknown> {
  if (!existsSync(file)) {
    throw new UsageError(`Cannot read the ${option} ${file}: no such file${suggestFiles(file)}`);
  }
  try {
    return await loadFile(file, option);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new UsageError(`Cannot read the ${option} ${file}: ${detail}`);
  }
}

/** Returns a question that suggests similar file names in the folder of a file. */
function suggestFiles(file: string): string {
  const folder = dirname(file);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return didYouMean(suggest(basename(file), names));
}
