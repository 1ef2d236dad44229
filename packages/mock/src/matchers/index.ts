import type { OperationId } from "@tmf654/contract";
import type { MockEventByType } from "../events/next-event.ts";
import { toHaveBalance } from "./balance.ts";
import { toHaveDelivered } from "./delivered.ts";
import { toHaveReceived } from "./received.ts";
import type { CountOptions } from "./result.ts";

/** The matchers, for `expect.extend(matchers)` of Vitest, Jest and Playwright. */
export const matchers = { toHaveReceived, toHaveBalance, toHaveDelivered };

/** The matchers as methods of what `expect(mock)` returns. */
export interface MockMatchers<R = void> {
  /**
   * The mock received requests of an operation: at least one, or exactly `times`. `body` has the
   * members that a request must have to count.
   */
  toHaveReceived(operation: OperationId, options?: CountOptions): R;
  /** The bucket has this remaining value, such as `35.50 EUR`. Units are converted. */
  toHaveBalance(bucketId: string, amount: string): R;
  /** The mock delivered events of a type: at least one, or exactly `times`. */
  toHaveDelivered(type: keyof MockEventByType, options?: CountOptions): R;
}
