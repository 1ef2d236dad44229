/**
 * Creates the function that returns the text of the `Date` header. Requests in one second share the
 * text.
 */
export function createDateHeader(now: () => number): () => string {
  let second = Number.NaN;
  let text = "";
  return () => {
    const current = Math.floor(now() / 1000);
    if (current !== second) {
      second = current;
      text = new Date(current * 1000).toUTCString();
    }
    return text;
  };
}
