/** Whether a version such as `5.14.2` comes before another one. */
export function isEarlierVersion(version: string, other: string): boolean {
  return version.localeCompare(other, "en", { numeric: true }) < 0;
}

/** Whether a version is in a caret range of a major version above 0, such as `^2.10.0`. */
export function isInCaretRange(version: string, range: string): boolean {
  const from = range.replace("^", "");
  return version.split(".")[0] === from.split(".")[0] && !isEarlierVersion(version, from);
}
