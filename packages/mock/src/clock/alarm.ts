import type { Timers } from "./timers.ts";

/** A single timer for the earliest due instant. */
export function createAlarm(timers: Timers, onDue: () => void) {
  let armedTimer: { readonly due: number; readonly cancel: () => void } | undefined;
  const clear = (): void => {
    armedTimer?.cancel();
    armedTimer = undefined;
  };
  return {
    clear,
    set: (due: number | undefined, now: number): void => {
      if (due === armedTimer?.due) return;
      clear();
      if (due === undefined) return;
      const cancel = timers.after(due - now, () => {
        armedTimer = undefined;
        onDue();
      });
      armedTimer = { due, cancel };
    },
  };
}
