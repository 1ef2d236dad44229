/** The package managers that install the packed packages. */

/** A package manager as an npm package, and its commands after `node`. */
export interface Manager {
  readonly name: string;
  /** The npm package of the package manager. */
  readonly source: string;
  /** The file of its command in that package. */
  readonly command: string;
  readonly args: readonly string[];
  /** Whether the command is a program of its own, which needs no `node`. */
  readonly isNative?: boolean;
  /** The files that it needs besides the manifest, by name. */
  readonly files?: (packed: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
}

/** Flags that run no scripts of packages and print errors only. */
export const NPM_FLAGS = [
  ...["--loglevel=error", "--no-audit", "--no-fund"],
  ...["--prefer-offline", "--ignore-scripts"],
];

export const npm = (major: string, version: string): Manager => ({
  name: `npm ${major}`,
  source: `npm@${version}`,
  command: "bin/npm-cli.js",
  args: ["install", ...NPM_FLAGS],
});

export const yarn1: Manager = {
  name: "yarn 1",
  source: "yarn@1.22.22",
  command: "bin/yarn.js",
  args: ["install", "--silent", "--non-interactive"],
};

/** Without hoisting, so that a package sees only what it declares. JSON is YAML too. */
export const pnpm: Manager = {
  name: "pnpm 12",
  source: "pnpm@12.21.0",
  command: "bin/pnpm.mjs",
  args: ["install", "--no-frozen-lockfile", "--ignore-scripts", "--reporter=silent"],
  files: (overrides) => ({
    "pnpm-workspace.yaml": JSON.stringify({
      overrides,
      hoist: false,
      strictPeerDependencies: true,
    }),
  }),
};

export const yarn4: Manager = {
  name: "yarn 4",
  source: "@yarnpkg/cli-dist@4.18.1",
  command: "bin/yarn.js",
  args: ["install", "--no-immutable"],
  files: () => ({
    "yarn.lock": "",
    ".yarnrc.yml": JSON.stringify({
      nodeLinker: "pnp",
      enableTelemetry: false,
      enableScripts: false,
    }),
  }),
};

export const bun: Manager = {
  name: "bun",
  source: "@oven/bun-linux-x64@1.4.4",
  command: "bin/bun",
  args: ["install", "--ignore-scripts", "--silent"],
  isNative: true,
};
