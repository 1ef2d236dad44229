/** Values by path: `validFor.endDateTime`, `product[0].id`, `logicalResource[*].id`. */

/** The value at a path; `[*]` gives the list of all elements' values. */
export function valueAt(value: unknown, path: string): unknown {
  if (path === "") return value;
  return walkPath(value, path.replace(/\[/g, ".[").split("."));
}

function walkPath(value: unknown, keys: readonly string[]): unknown {
  const [key = "", ...laterKeys] = keys;
  if (keys.length === 0) return value;
  if (key === "") return walkPath(value, laterKeys);
  if (key === "[*]") {
    // Some servers give one object where the contract has a list.
    const elements = Array.isArray(value) ? value : value === undefined ? [] : [value];
    return elements
      .map((element) => walkPath(element, laterKeys))
      .filter((each) => each !== undefined);
  }
  if (key.startsWith("[")) {
    return Array.isArray(value) ? walkPath(value[Number(key.slice(1, -1))], laterKeys) : undefined;
  }
  return isRecord(value) ? walkPath(value[key], laterKeys) : undefined;
}

/** A copy with the member at a dotted path set; missing objects are created. */
export function withMember(value: unknown, path: string, member: unknown): unknown {
  const [key = "", ...laterKeys] = path.split(".");
  const copy: Record<string, unknown> = isRecord(value) ? { ...value } : {};
  copy[key] = laterKeys.length === 0 ? member : withMember(copy[key], laterKeys.join("."), member);
  return copy;
}

/** A copy without the member at a dotted path. */
export function withoutMember(value: unknown, path: string): unknown {
  if (!isRecord(value)) return value;
  const [key = "", ...laterKeys] = path.split(".");
  const copy: Record<string, unknown> = { ...value };
  if (laterKeys.length === 0) delete copy[key];
  else copy[key] = withoutMember(copy[key], laterKeys.join("."));
  return copy;
}

/** Whether a value is an object with members. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
