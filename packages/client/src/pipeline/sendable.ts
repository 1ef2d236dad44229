/**
 * The start of the last valid URL. It is cached, because parsing a URL costs more than the other
 * checks.
 */
let lastValidStart = "";

/** Whether `fetch` can send to the URL: http or https without credentials, or a path in a page. */
export function isSendableUrl(url: string): boolean {
  const [start] = /^https?:\/\/[^/?#@\\\s]+(?![^/?#])/i.exec(url) ?? [];
  if (!start) return "location" in globalThis && /^(\/|$)/.test(url);
  try {
    // React Native does not have `URL.canParse`.
    if (start !== lastValidStart) new URL(start);
    lastValidStart = start;
    return true;
  } catch {
    return false;
  }
}

/**
 * Describes why `fetch` cannot send a header, or returns `undefined`. Names must be tokens, values
 * Latin-1. A key must be ASCII without outer spaces, so that it arrives unchanged. The text never
 * shows the value, which may be a secret.
 */
export function findHeaderIssue(name: string, value: string, isKey?: boolean): string | undefined {
  // If `content-length` is wrong, Node fails after it connects. A middleware can set `undefined`.
  if (/^content-length$/i.test(name) || value === undefined)
    return `header ${name} cannot be sent: leave it out`;
  const [invalidCharacter] =
    /[^!#-'*+.^-z|~\w-]|^$/.exec(name) ??
    (isKey ? /^ |[^ -~]| $/ : /[^\t -~\x80-\xff]/).exec(value) ??
    [];
  const code = (invalidCharacter?.charCodeAt(0) || 0).toString(16);
  if (invalidCharacter !== undefined)
    return `${isKey ? "idempotencyKey" : `header ${name}`} cannot have U+${code}: encode it`;
}
