/** The conditions of a release. */

/** The facts about the repository that a release depends on. */
export interface ReleaseFacts {
  /** The version of each published package by name. */
  readonly versions: Readonly<Record<string, string>>;
  /** The text of each package's changelog by name; undefined without one. */
  readonly changelogs: Readonly<Record<string, string | undefined>>;
  /** The packages without frozen code of apps for their version. */
  readonly unfrozenPackages: readonly string[];
  /** The changesets that no version includes. */
  readonly pendingChangesets: readonly string[];
  /** Whether `repository` in package.json is the placeholder. */
  readonly isPlaceholder: boolean;
  /** Files that are not committed. */
  readonly uncommittedFiles: readonly string[];
}

/** The reasons not to release, each with its remedy. */
export function releaseIssues(facts: ReleaseFacts): readonly string[] {
  const {
    versions,
    changelogs,
    unfrozenPackages,
    pendingChangesets,
    isPlaceholder,
    uncommittedFiles,
  } = facts;
  const [version = "0.0.0", ...otherVersions] = new Set(Object.values(versions));
  const undescribedVersions = Object.entries(versions)
    .filter(([name, own]) => !changelogs[name]?.includes(`\n## ${own}\n`))
    .map(([name, own]) => `${name} has no "## ${own}" in CHANGELOG.md.`);
  const possibleIssues: readonly (readonly [isWrong: boolean, issue: string])[] = [
    [version === "0.0.0", "The version is 0.0.0: run `npx changeset version`."],
    [
      otherVersions.length > 0,
      `The packages have the versions ${[version, ...otherVersions].join(", ")}.`,
    ],
    [
      pendingChangesets.length > 0,
      `Run \`npx changeset version\` for ${pendingChangesets.join(", ")}.`,
    ],
    [
      unfrozenPackages.length > 0,
      `Run \`npm run packages -- --freeze\` for ${unfrozenPackages.join(", ")}.`,
    ],
    [isPlaceholder, "Set `repository` in package.json: npm compares it with the provenance."],
    [uncommittedFiles.length > 0, `Commit these files first: ${uncommittedFiles.join(", ")}.`],
  ];
  return [
    ...possibleIssues.filter(([isWrong]) => isWrong).map(([, issue]) => issue),
    ...undescribedVersions,
  ];
}
