/** Returns the version of MSW that a worker script names. */
export function versionOfScript(text: string): string | undefined {
  return /PACKAGE_VERSION = ['"]([^'"]+)/.exec(text)?.[1];
}
