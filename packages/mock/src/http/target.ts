/** The parts of a request target. */
export interface RequestTarget {
  readonly path: string;
  readonly query: string;
}

/** Splits a target into path and query, and removes dot segments as a browser does. */
export function readTarget(target: string): RequestTarget {
  const path = target.startsWith("/") ? target : withoutOrigin(target);
  const hashIndex = path.indexOf("#");
  const withoutHash = hashIndex < 0 ? path : path.slice(0, hashIndex);
  const queryIndex = withoutHash.indexOf("?");
  const query = queryIndex < 0 ? "" : withoutHash.slice(queryIndex + 1);
  return {
    path: normalizeSegments(queryIndex < 0 ? withoutHash : withoutHash.slice(0, queryIndex)),
    query,
  };
}

/** Joins a path and a query to a target. */
export function joinTarget({ path, query }: RequestTarget): string {
  return query === "" ? path : `${path}?${query}`;
}

/** Whether a path belongs to the control plane. */
export function isControlPath(path: string): boolean {
  return path === "/__mock" || path.startsWith("/__mock/");
}

/** Decodes one path segment. Returns `undefined` for invalid encoding and control characters. */
export function decodeSegment(segment: string): string | undefined {
  if (!segment.includes("%")) return segment;
  try {
    const text = decodeURIComponent(segment);
    return hasControl(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

function hasControl(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 32 || code === 127) return true;
  }
  return false;
}

function withoutOrigin(target: string): string {
  return URL.canParse(target) ? target.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, "") || "/" : "/";
}

function normalizeSegments(path: string): string {
  if (!/\/(?:\.|%2e)/i.test(path)) return path;
  return new URL(`http://mock${path}`).pathname;
}
