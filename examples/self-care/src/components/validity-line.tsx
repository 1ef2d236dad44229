import type { Bucket } from "@tmf654/client";
import { type Validity, validityOf } from "../line/validity.ts";
import { useText } from "../text/text.tsx";

interface ValidityLineProps {
  readonly bucket: Bucket;
  /** `short` shows the days that are left, `long` the date. */
  readonly form: "short" | "long";
}

/** The validity of a bucket, with a bar of the remaining time. */
export function ValidityLine({ bucket, form }: ValidityLineProps) {
  const text = useText();
  const validity = validityOf(bucket, Date.now());
  const { t, date } = text;
  const { kind, end, days, left } = validity;
  const shown =
    kind === "active" && form === "short" ? daysText(days, t) : longText(validity, text);
  return (
    <div className="validity">
      {kind === "active" && (
        <span className="meter" aria-hidden="true">
          <span style={{ width: `${left * 100}%` }} />
        </span>
      )}
      <span title={end && form === "short" ? date(end) : undefined}>{shown}</span>
    </div>
  );
}

function daysText(days: number, t: ReturnType<typeof useText>["t"]): string {
  return days === 0 ? t.validity.lastHours : t.validity.left(days);
}

function longText({ kind, start, end }: Validity, { t, date }: ReturnType<typeof useText>): string {
  if (kind === "suspended") return t.validity.suspended;
  if (kind === "waiting") return t.validity.starts(date(start ?? ""));
  if (kind === "expired") return t.validity.expired(date(end ?? ""));
  return end === undefined ? t.validity.none : t.validity.until(date(end));
}
