/** Finds an operation by method and path: literal segments have priority over templates. */
interface Routed {
  readonly method: string;
  readonly path: string;
}

export type OperationRoute<T> = (method: string, pathname: string) => T | undefined;

export function operationRoute<T extends Routed>(operations: readonly T[]): OperationRoute<T> {
  const table = operations
    .map((operation) => ({ operation, segments: operation.path.split("/") }))
    .sort((a, b) => templates(a.segments) - templates(b.segments));
  return (method, pathname) => {
    const called = pathname.split("/");
    return table.find(
      ({ operation, segments }) =>
        operation.method.toUpperCase() === method.toUpperCase() && matches(segments, called),
    )?.operation;
  };
}

const templates = (segments: readonly string[]): number => segments.filter(isTemplate).length;

const isTemplate = (segment: string): boolean => segment.startsWith("{");

const matches = (segments: readonly string[], called: readonly string[]): boolean =>
  segments.length === called.length &&
  segments.every((segment, i) => (isTemplate(segment) ? called[i] !== "" : segment === called[i]));
