import { dateText, dayText, instantLabel, relativeText } from "../format/instant.ts";
import { percent } from "../format/percent.ts";
import { type ValidityLine, validityLine } from "../format/validity.ts";

/** The properties of a validity. */
export interface ValidityProps {
  readonly starts: string | undefined;
  readonly ends: string | undefined;
  /** The instant of the mock's clock. */
  readonly now: number;
}

/** A validity as a line of time, with a mark at the mock's clock. */
export function Validity({ starts, ends, now }: ValidityProps) {
  const line = validityLine(starts, ends, now);
  return (
    <div class={`validity validity-${line.phase}`}>
      <div class="validity-line" aria-hidden="true">
        <span class="validity-passed" style={{ width: percent(line.passed) }} />
        {line.phase !== "endless" && (
          <span class="validity-now" style={{ left: percent(line.passed) }} />
        )}
      </div>
      <p class="validity-text" title={ends && instantLabel(ends)}>
        <span>{starts && dayText(starts)}</span>
        <span>{endText(line, starts, ends, now)}</span>
      </p>
    </div>
  );
}

function endText(
  { phase }: ValidityLine,
  starts: string | undefined,
  ends: string | undefined,
  now: number,
): string {
  if (phase === "before" && starts) return `Starts ${relativeText(starts, now)}`;
  if (ends === undefined) return "No end";
  const verb = phase === "after" ? "Ended" : "Ends";
  return `${verb} ${dateText(ends)}, ${relativeText(ends, now)}`;
}
