import { BalanceBar } from "../../components/balance-bar.tsx";
import { Icon, usageIcon } from "../../components/icon.tsx";
import { StandingBadge } from "../../components/standing-badge.tsx";
import { Validity } from "../../components/validity.tsx";
import { amountText } from "../../format/amount.ts";
import type { BucketView } from "../../format/bucket.ts";
import { lowMark, policyAmount, standingOf } from "../../format/standing.ts";
import { placeLink } from "../../state/place.ts";
import type { ShownPolicy } from "../../state/policy.ts";
import { BucketActions } from "../actions/bucket-actions.tsx";

/** The properties of a card. */
export interface BucketCardProps {
  readonly bucket: BucketView;
  readonly policy: ShownPolicy;
  /** The instant of the mock's clock. */
  readonly now: number;
}

/** A bucket with its balance, its validity and its actions. */
export function BucketCard({ bucket, policy, now }: BucketCardProps) {
  const lowAmount = lowMark(bucket, policy.low);
  const standing = standingOf(bucket, lowAmount, now);
  const limit = policyAmount(bucket, policy.limits);
  return (
    <section class={`card bucket bucket-${standing}`} aria-label={bucket.name}>
      <header class="bucket-head">
        <span class="usage">
          <Icon name={usageIcon(bucket.usageType)} size={18} />
        </span>
        <div class="bucket-title">
          <h3>
            <a href={placeLink("buckets", bucket.id)}>{bucket.name}</a>
          </h3>
          <p class="mono quiet">{bucket.id}</p>
        </div>
        <StandingBadge standing={standing} />
      </header>
      <p class="bucket-amount">
        <strong>{bucket.spendableText}</strong>
        {bucket.held.amount > 0 && <span class="held">{amountText(bucket.held)} held</span>}
        {bucket.isShared && <span class="quiet">shared by {bucket.numbers.length}</span>}
      </p>
      <BalanceBar bucket={bucket} standing={standing} low={lowAmount} limit={limit} />
      <Validity starts={bucket.starts} ends={bucket.ends} now={now} />
      <BucketActions bucket={bucket} isCompact />
    </section>
  );
}
