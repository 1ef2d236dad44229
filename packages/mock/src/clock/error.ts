/** Thrown when a clock is given a text it cannot read. */
export class ClockError extends Error {
  override readonly name = "ClockError";
  readonly code: "notAnInstant" | "notADuration";
  readonly given: string | number;

  constructor(code: "notAnInstant" | "notADuration", given: string | number) {
    const wanted =
      code === "notAnInstant"
        ? "a date-time such as 2026-03-01T00:00:00Z"
        : "an ISO 8601 duration such as P1M or PT90S, not negative";
    super(`Expected ${wanted}, got ${JSON.stringify(given)}`);
    this.code = code;
    this.given = given;
  }
}
