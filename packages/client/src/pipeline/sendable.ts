/** The start of the last valid URL: parsing one costs more than the other checks. */
let lastStart = "";

/** Whether `fetch` can send there: http or https, without credentials; in a page also a path. */
export function isSendableUrl(url: string): boolean {
  const [start] = /^https?:\/\/[^/?#@\\\s]+(?![^/?#])/i.exec(url) ?? [];
  if (!start) return "location" in globalThis && /^(\/|$)/.test(url);
  try {
    // React Native has no `URL.canParse`.
    if (start !== lastStart) new URL(start);
    lastStart = start;
    return true;
  } catch {
    return false;
  }
}

/**
 * Why `fetch` cannot send a header, or `undefined`. Names are tokens and values are Latin-1. A key
 * is ASCII without outer spaces, so that it arrives unchanged. The value itself may be a secret.
 */
export function findHeaderIssue(name: string, value: string, isKey?: boolean): string | undefined {
  const [found] =
    /[^!#-'*+.^-z|~\w-]|^$/.exec(name) ??
    (isKey ? /^ |[^ -~]| $/ : /[^\t -~\x80-\xff]/).exec(value) ??
    [];
  const code = (found?.charCodeAt(0) || 0).toString(16);
  if (found !== undefined)
    return `${isKey ? "idempotencyKey" : `header ${name}`} cannot have U+${code}: encode it`;
}
