/** Every text at a dotted path, arrays on the way opened. The common case, one text, is itself. */
export function textsAt(value: unknown, path: readonly string[], from = 0): string | string[] {
  const name = path[from];
  if (name === undefined) return typeof value === "string" ? value : [];
  if (Array.isArray(value)) return value.flatMap((element) => textsAt(element, path, from));
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return [];
  return textsAt((value as Record<string, unknown>)[name], path, from + 1);
}
