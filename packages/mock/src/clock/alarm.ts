import type { Timers } from "./timers.ts";

/** A single timer for the earliest due instant. */
export function createAlarm(timers: Timers, onDue: () => void) {
  let armedTimer: { readonly dueAt: number; readonly cancel: () => void } | undefined;
  const clear = (): void => {
    armedTimer?.cancel();
    armedTimer = undefined;
  };
  return {
    clear,
    set: (dueAt: number | undefined, now: number): void => {
      if (dueAt === armedTimer?.dueAt) return;
      clear();
      if (dueAt === undefined) return;
      const cancel = timers.after(dueAt - now, () => {
        armedTimer = undefined;
        onDue();
      });
      armedTimer = { dueAt, cancel };
    },
  };
}
