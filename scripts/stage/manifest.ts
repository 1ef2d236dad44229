/** The manifest of a package as it is published, from the one in the workspace. */

/** A target of `exports`: a path, or targets by condition. */
export type ExportTarget = string | { readonly [condition: string]: ExportTarget };

/** The members of a workspace manifest that staging reads; all others are kept. */
export interface WorkspaceManifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, ExportTarget>>;
  readonly [member: string]: unknown;
}

/** The members of the root manifest that every package gets. */
export interface Project {
  readonly author: string;
  readonly repository: { readonly type: string; readonly url: string };
}

/** A file of the workspace package, and its place in the published one. */
export interface CopiedFile {
  readonly from: string;
  readonly to: string;
}

const SOURCE_CONDITION = "@tmf654/source";
const WORKSPACE_ONLY = ["devDependencies", "files", "publishConfig", "scripts"];

/** The address of the project's pages: `git+https://host/path.git` is `https://host/path`. */
export function webAddress({ repository }: Project): string {
  return repository.url.replace(/^git\+/, "").replace(/\.git$/, "");
}

/** Returns the published manifest of the package in `packages/<folder>`. */
export function createPublishedManifest(
  manifest: WorkspaceManifest,
  project: Project,
  folder: string,
): WorkspaceManifest {
  const directory = `packages/${folder}`;
  const publishedMembers = Object.entries(manifest).filter(
    ([member]) => !WORKSPACE_ONLY.includes(member),
  );
  const { name, description, version, exports, ...rest } = Object.fromEntries(publishedMembers);
  return {
    name: String(name),
    version,
    description,
    homepage: `${webAddress(project)}/tree/main/${directory}#readme`,
    bugs: { url: `${webAddress(project)}/issues` },
    repository: { ...project.repository, directory },
    author: project.author,
    ...rest,
    exports: toPublished(exports as ExportTarget) as WorkspaceManifest["exports"],
  };
}

/** Files of `src` that `exports` names. The published package has them in its top folder. */
export function copiedFiles({ exports }: WorkspaceManifest): readonly CopiedFile[] {
  return targetPaths(withoutSource(exports))
    .filter((path) => path.startsWith("./src/"))
    .map((path) => ({ from: path, to: toTopPath(path) }));
}

/**
 * Manifests of folders for resolvers that do not read `exports`: `moduleResolution: node10`, Parcel
 * and old bundlers look for `@tmf654/client/http` in the folder `http`.
 */
export function createStubs({ exports }: WorkspaceManifest): Readonly<Record<string, object>> {
  const subpaths = Object.entries(exports).filter(([path]) => /^\.\/[\w-]+$/.test(path));
  return Object.fromEntries(
    subpaths.map(([path, target]) => {
      const findTarget = (...conditions: string[]) => `.${find(target, conditions)}`;
      const main = findTarget("require", "default");
      const types = findTarget("require", "types");
      return [
        path.slice(2),
        { main, module: findTarget("import", "default"), types, sideEffects: false },
      ];
    }),
  );
}

/** The path at the end of the conditions; a condition that a target does not have is skipped. */
function find(target: ExportTarget, conditions: readonly string[]): string {
  if (typeof target === "string") return target;
  const [firstCondition = "default", ...rest] = conditions;
  const next = target[firstCondition];
  if (next === undefined && conditions.length === 0) throw new Error("exports: no default");
  return next === undefined ? find(target, rest) : find(next, rest);
}

function toPublished(target: ExportTarget): ExportTarget {
  if (typeof target === "string") return target.startsWith("./src/") ? toTopPath(target) : target;
  const publishedConditions = Object.entries(withoutSource(target));
  return Object.fromEntries(
    publishedConditions.map(([condition, each]) => [condition, toPublished(each)]),
  );
}

function withoutSource(target: Readonly<Record<string, ExportTarget>>) {
  return Object.fromEntries(
    Object.entries(target)
      .filter(([condition]) => condition !== SOURCE_CONDITION)
      .map(([condition, each]): [string, ExportTarget] => [
        condition,
        typeof each === "string" ? each : withoutSource(each),
      ]),
  );
}

function targetPaths(target: ExportTarget): readonly string[] {
  return typeof target === "string" ? [target] : Object.values(target).flatMap(targetPaths);
}

const toTopPath = (path: string): string => `./${path.slice(path.lastIndexOf("/") + 1)}`;
