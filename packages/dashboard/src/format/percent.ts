/** Returns a share as a length in a style, such as `37.50%`. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}
