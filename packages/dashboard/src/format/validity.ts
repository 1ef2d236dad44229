/** The part of a validity that has passed, and its state at a time. */
export interface ValidityLine {
  /** The share that has passed, from 0 to 1. */
  readonly passed: number;
  readonly phase: "before" | "during" | "after" | "endless";
}

/** Returns where a time is in a validity. A validity without an end does not pass. */
export function validityLine(
  starts: string | undefined,
  ends: string | undefined,
  now: number,
): ValidityLine {
  const from = starts === undefined ? undefined : Date.parse(starts);
  if (from !== undefined && now < from) return { passed: 0, phase: "before" };
  if (ends === undefined) return { passed: 0, phase: "endless" };
  const to = Date.parse(ends);
  if (now >= to) return { passed: 1, phase: "after" };
  if (from === undefined || to <= from) return { passed: 0, phase: "during" };
  return { passed: (now - from) / (to - from), phase: "during" };
}
