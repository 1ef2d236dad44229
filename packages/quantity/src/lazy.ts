/** Creates a value on first use, so that loading the package costs nothing. */
export function lazy<T>(make: () => T): () => T {
  let cachedValue: T | undefined;
  return () => {
    cachedValue ??= make();
    return cachedValue;
  };
}
