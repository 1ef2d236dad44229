import { amountText, type JsonAmount } from "../format/amount.ts";
import type { BucketView } from "../format/bucket.ts";
import { percent } from "../format/percent.ts";
import { barParts, type Standing } from "../format/standing.ts";
import { usePage } from "../state/context.ts";

/** The properties of a bar. */
export interface BalanceBarProps {
  readonly bucket: BucketView;
  readonly standing: Standing;
  readonly low: JsonAmount | undefined;
  readonly limit: JsonAmount | undefined;
}

/** A balance as a bar: what can be spent, what reservations hold, and what a limit leaves. */
export function BalanceBar({ bucket, standing, low, limit }: BalanceBarProps) {
  const { peaks } = usePage();
  const parts = barParts(bucket, { peakSteps: peaks.peakOf(bucket), limit, low });
  return (
    <div class={`bar bar-${standing}`} role="img" aria-label={labelOf(bucket, limit)}>
      <span class="bar-part bar-spendable" style={{ width: percent(parts.spendable) }} />
      <span class="bar-part bar-held" style={{ width: percent(parts.held) }} />
      {parts.low !== undefined && parts.low < 1 && (
        <span class="bar-mark" style={{ left: percent(parts.low) }} />
      )}
    </div>
  );
}

function labelOf({ spendableText, held }: BucketView, limit: JsonAmount | undefined): string {
  const parts = [`${spendableText} can be spent`];
  if (held.amount > 0) parts.push(`${amountText(held)} held`);
  if (limit) parts.push(`limit ${amountText(limit)}`);
  return parts.join(", ");
}
