/** The size of a package's installation with its production dependencies. */

/** A package in an installation. */
export interface InstalledPackage {
  /** The names of its production dependencies. */
  readonly dependencies: readonly string[];
  /** The bytes of its files without compression. */
  readonly size: number;
}

interface InstallLimit {
  readonly packages: number;
  readonly bytes: number;
}

const LIMITS: Readonly<Record<string, InstallLimit>> = {
  "@tmf654/mock": { packages: 6, bytes: 4_000_000 },
};

/** Returns the issues of a package's installation; `find` returns one of its packages by name. */
export function installIssues(name: string, find: (name: string) => InstalledPackage): string[] {
  const limit = LIMITS[name];
  if (limit === undefined) return [];
  const installed = new Map<string, InstalledPackage>();
  const add = (each: string): void => {
    if (installed.has(each)) return;
    const foundPackage = find(each);
    installed.set(each, foundPackage);
    for (const dependency of foundPackage.dependencies) add(dependency);
  };
  add(name);
  const bytes = [...installed.values()].reduce((sum, { size }) => sum + size, 0);
  const names = [...installed.keys()].join(", ");
  return [
    ...(installed.size > limit.packages
      ? [`its installation has ${installed.size} packages, more than ${limit.packages}: ${names}`]
      : []),
    ...(bytes > limit.bytes
      ? [`its installation has ${bytes} bytes, more than ${limit.bytes}`]
      : []),
  ];
}
