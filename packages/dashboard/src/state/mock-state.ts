import type { MockState } from "@tmf654/mock/control";
import { useEffect, useState } from "preact/hooks";
import { usePage } from "./context.ts";
import { useStore } from "./observable-value.ts";
import { mockNow } from "./received-state.ts";

const tickMs = 1000;

/** Returns the summary of the mock, or `undefined` before it arrived. */
export function useMockState(): MockState | undefined {
  return useStore(usePage().mockState)?.state;
}

/** Returns the current instant of the mock's clock, which ticks while the clock runs. */
export function useMockNow(): number {
  const { platform, mockState } = usePage();
  const received = useStore(mockState);
  const [realNow, setRealNow] = useState(platform.now());
  const isRunning = received?.state.clock.mode === "real";
  useEffect(
    () => (isRunning ? platform.after(tickMs, () => setRealNow(platform.now())) : undefined),
    [isRunning, realNow, platform],
  );
  return received ? mockNow(received, platform.now()) : realNow;
}
