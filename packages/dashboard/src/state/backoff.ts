const [firstMs, maxMs] = [500, 5000];

/** Returns the wait before the next attempt to connect, after a number of failed ones. */
export function retryDelayMs(failureCount: number): number {
  return Math.min(maxMs, firstMs * 2 ** Math.max(0, failureCount - 1));
}
