import type { Timers } from "./timers.ts";

/** A single timer for the earliest due instant. */
export function createAlarm(timers: Timers, onDue: () => void) {
  let armed: { readonly due: number; readonly cancel: () => void } | undefined;
  const clear = (): void => {
    armed?.cancel();
    armed = undefined;
  };
  return {
    clear,
    set: (due: number | undefined, now: number): void => {
      if (due === armed?.due) return;
      clear();
      if (due === undefined) return;
      const cancel = timers.after(due - now, () => {
        armed = undefined;
        onDue();
      });
      armed = { due, cancel };
    },
  };
}
