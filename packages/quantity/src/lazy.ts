/** What is made when first asked for, as loading a package should not cost what nobody uses. */
export function lazy<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
