import { BalanceBar } from "../../components/balance-bar.tsx";
import { StandingBadge } from "../../components/standing-badge.tsx";
import { Validity } from "../../components/validity.tsx";
import { amountText } from "../../format/amount.ts";
import type { BucketView } from "../../format/bucket.ts";
import { lowMark, policyAmount, standingOf } from "../../format/standing.ts";
import { usePolicy } from "../../state/policy.ts";

/** The properties of the summary. */
export interface BucketSummaryProps {
  readonly bucket: BucketView;
  /** The instant of the mock's clock. */
  readonly now: number;
}

/** The balance and the facts of a bucket. */
export function BucketSummary({ bucket, now }: BucketSummaryProps) {
  const policy = usePolicy();
  const lowAmount = lowMark(bucket, policy.low);
  const standing = standingOf(bucket, lowAmount, now);
  const limit = policyAmount(bucket, policy.limits);
  return (
    <section class={`card section summary bucket-${standing}`} aria-label="Balance">
      <div class="summary-balance">
        <p class="bucket-amount">
          <strong>{bucket.spendableText}</strong>
          {bucket.held.amount > 0 && <span class="held">{amountText(bucket.held)} held</span>}
          <StandingBadge standing={standing} />
        </p>
        <BalanceBar bucket={bucket} standing={standing} low={lowAmount} limit={limit} />
        <Validity starts={bucket.starts} ends={bucket.ends} now={now} />
      </div>
      <dl class="definitions">
        <Fact name="Id" value={bucket.id} />
        <Fact name="Usage type" value={bucket.usageType} />
        <Fact name="Account" value={bucket.account} />
        <Fact name="Numbers" value={bucket.numbers.join(", ")} />
        <Fact name="Product" value={bucket.product} />
        <Fact name="Limit" value={limit && amountText(limit)} />
        <Fact name="Description" value={bucket.description} />
      </dl>
    </section>
  );
}

interface FactProps {
  readonly name: string;
  readonly value: string | undefined;
}

function Fact({ name, value }: FactProps) {
  if (!value) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
