/** An operation with the method and the path by which it is found. */
interface RoutedOperation {
  readonly method: string;
  readonly path: string;
}

/** Finds an operation by method and path: literal segments have priority over templates. */
export type OperationRoute<T> = (method: string, pathname: string) => T | undefined;

export function operationRoute<T extends RoutedOperation>(
  operations: readonly T[],
): OperationRoute<T> {
  const routeTable = operations
    .map((operation) => ({ operation, segments: operation.path.split("/") }))
    .sort((a, b) => countTemplates(a.segments) - countTemplates(b.segments));
  return (method, pathname) => {
    const calledSegments = pathname.split("/");
    return routeTable.find(
      ({ operation, segments }) =>
        operation.method.toUpperCase() === method.toUpperCase() &&
        matches(segments, calledSegments),
    )?.operation;
  };
}

const countTemplates = (segments: readonly string[]): number => segments.filter(isTemplate).length;

const isTemplate = (segment: string): boolean => segment.startsWith("{");

const matches = (segments: readonly string[], calledSegments: readonly string[]): boolean =>
  segments.length === calledSegments.length &&
  segments.every((segment, i) =>
    isTemplate(segment) ? calledSegments[i] !== "" : segment === calledSegments[i],
  );
