import { InputError, invalidIssue } from "../schema/input-error.ts";

const reasons = {
  notAnInstant: "Expected a date-time such as 2026-03-01T00:00:00Z",
  notADuration: "Expected an ISO 8601 duration such as P1M or PT90S, not negative",
} as const;

/**
 * The error of a text that a clock cannot read, or of a move that did not reach its end. For a
 * move, the code is `interrupted`. `interrupt`, a reset, a restore or a close ends a move early.
 */
export class ClockError extends InputError {
  override readonly name = "ClockError";
  readonly code: keyof typeof reasons | "interrupted";
  /** The text that the clock cannot read, or the move that was interrupted. */
  readonly given: string | number;

  constructor(code: ClockError["code"], given: string | number) {
    const shownDuration = JSON.stringify(given);
    const message =
      code === "interrupted"
        ? `The clock's move (${shownDuration}) was interrupted, or the mock was reset, restored or closed`
        : `${reasons[code]} (years to 9999), got ${shownDuration}`;
    super(message, [invalidIssue("clock", message)]);
    this.code = code;
    this.given = given;
  }
}
