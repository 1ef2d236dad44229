import type { MockState } from "@tmf654/mock/control";

/** The summary of the mock, and the real time at which it arrived. */
export interface ReceivedState {
  readonly state: MockState;
  readonly receivedAt: number;
}

/** Returns the instant of the mock's clock, in epoch milliseconds, at a real time. */
export function mockNow({ state, receivedAt }: ReceivedState, realNow: number): number {
  const now = Date.parse(state.clock.now);
  return state.clock.mode === "real" ? now + Math.max(0, realNow - receivedAt) : now;
}
