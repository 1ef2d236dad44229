/** The required and the forbidden contents of a published package. */
import type { Project, WorkspaceManifest } from "./manifest.ts";
import { relativeLinks } from "./readme.ts";

/** A file of a tarball. */
export interface PackedFile {
  readonly path: string;
  readonly size: number;
}

/** A tarball: its size without compression, and its files. */
export interface Contents {
  readonly unpackedSize: number;
  readonly files: readonly PackedFile[];
}

const MEBIBYTE = 1024 ** 2;
/** The largest tarballs in MiB without compression. The mock contains jose in both formats, and its page. */
const MAXIMUM_MEBIBYTES: Readonly<Record<string, number>> = { "@tmf654/mock": 1.45 };
const MANDATORY_FILES = ["CHANGELOG.md", "LICENSE", "NOTICE", "README.md", "package.json"];
const MANDATORY_MEMBERS = [
  "author",
  "bugs",
  "description",
  "engines",
  "homepage",
  "keywords",
  "license",
  "main",
  "repository",
  "types",
];

/** Returns the issues of a tarball; `read` returns the text of one of its files. */
export function contentIssues(
  { files, unpackedSize }: Contents,
  read: (path: string) => string,
): string[] {
  const presentPaths = new Set(files.map(({ path }) => path));
  const missingFiles = MANDATORY_FILES.filter((path) => !presentPaths.has(path));
  if (missingFiles.length > 0) return missingFiles.map((path) => `${path} is not in the tarball`);
  const manifest = JSON.parse(read("package.json")) as WorkspaceManifest;
  const readme = read("README.md");
  const maximumMebibytes = MAXIMUM_MEBIBYTES[manifest.name] ?? 1;
  const sources = files.filter(({ path }) => /^src\/|(?<!\.d)\.[cm]?ts$/.test(path));
  const nodeTypes = files.filter(
    ({ path }) => /\.d\.[cm]?ts$/.test(path) && /\bfrom ['"]node:/.test(read(path)),
  );
  return [
    ...MANDATORY_MEMBERS.filter((member) => !manifest[member]).map(
      (member) => `package.json has no "${member}"`,
    ),
    ...relativeLinks(readme).map((link) => `README.md: ${link} is dead outside the repository`),
    ...(installLine(manifest.name).test(readme) ? [] : ["README.md has no npm install line"]),
    ...sources.map(({ path }) => `${path} is a source, which no declaration refers to`),
    ...nodeTypes.map(({ path }) => `${path} does not compile without @types/node`),
    ...findSubpathIssues(manifest, presentPaths),
    ...(unpackedSize > maximumMebibytes * MEBIBYTE
      ? [`${unpackedSize} bytes unpacked, more than ${maximumMebibytes} MiB`]
      : []),
  ];
}

/** Whether the address of the repository still has to be set: `*.example.org` has no owner. */
export function isPlaceholder({ repository }: Project): boolean {
  return /^git\+https:\/\/[\w.]*\bexample\.(?:com|net|org)\//.test(repository.url);
}

const installLine = (name: string): RegExp =>
  new RegExp(`^(?:npm (?:i|install) |npx )[^\\n]*${name}\\b`, "m");

/** Entries that a resolver without `exports` does not find. */
function findSubpathIssues(
  { exports }: WorkspaceManifest,
  presentPaths: ReadonlySet<string>,
): string[] {
  return Object.keys(exports)
    .map((subpath) => subpath.slice(2))
    .filter(
      (path) => path !== "" && !presentPaths.has(path) && !presentPaths.has(`${path}/package.json`),
    )
    .map((path) => `"${path}" is found only by resolvers that read "exports"`);
}
