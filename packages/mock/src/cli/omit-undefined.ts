/** Returns the members with a value. An absent member is not the same as `undefined`. */
export function omitUndefined<T extends object>(
  source: T,
): { [Name in keyof T]?: NonNullable<T[Name]> } {
  return Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: NonNullable<T[Name]>;
  };
}
