/** Returns a share from 0 to 1 as a CSS length, such as `37.50%`. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}
