/**
 * Creates the function that returns the text of the `Date` header. Requests in one second share the
 * text.
 */
export function createDateHeader(now: () => number): () => string {
  let second = Number.NaN;
  let text = "";
  return () => {
    const currentSecond = Math.floor(now() / 1000);
    if (currentSecond !== second) {
      second = currentSecond;
      text = new Date(currentSecond * 1000).toUTCString();
    }
    return text;
  };
}
