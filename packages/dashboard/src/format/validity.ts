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
  const startInstant = starts === undefined ? undefined : Date.parse(starts);
  if (startInstant !== undefined && now < startInstant) return { passed: 0, phase: "before" };
  if (ends === undefined) return { passed: 0, phase: "endless" };
  const endInstant = Date.parse(ends);
  if (now >= endInstant) return { passed: 1, phase: "after" };
  if (startInstant === undefined || endInstant <= startInstant)
    return { passed: 0, phase: "during" };
  return { passed: (now - startInstant) / (endInstant - startInstant), phase: "during" };
}
