const GLOBALS = ["Request", "Response", "Headers", "TextEncoder", "TextDecoder"] as const;

/**
 * Checks the globals that requests need. Some test environments do not pass them to the tested
 * code, although Node has them.
 * @throws ReferenceError that names the missing globals and the remedy.
 */
export function requireGlobals(caller: string): void {
  if (GLOBALS.every((name) => name in globalThis)) return;
  throw new ReferenceError(globalsMessage(caller, missingGlobals()));
}

export function missingGlobals(): readonly string[] {
  return GLOBALS.filter((name) => !(name in globalThis));
}

export function globalsMessage(caller: string, missingNames: readonly string[]): string {
  return (
    `${caller} needs ${missingNames.join(", ")}. In Jest use the environment "node", or ` +
    `"jest-fixed-jsdom" in place of "jsdom".`
  );
}
