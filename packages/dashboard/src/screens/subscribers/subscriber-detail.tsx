import { BackLink } from "../../components/back-link.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { useMockNow } from "../../state/mock-state.ts";
import { placeLink } from "../../state/place.ts";
import type { ShownPolicy } from "../../state/policy.ts";
import type { SubscriberView } from "../../state/subscribers.ts";
import { BucketCard } from "./bucket-card.tsx";

/** The properties of the detail. */
export interface SubscriberDetailProps {
  readonly subscriber: SubscriberView | undefined;
  readonly policy: ShownPolicy;
  /** The id in the address. */
  readonly id: string | undefined;
  readonly searchText: string;
}

/** One subscriber with all buckets. */
export function SubscriberDetail({ subscriber, policy, id, searchText }: SubscriberDetailProps) {
  const now = useMockNow();
  if (!subscriber) {
    return id === undefined ? null : (
      <EmptyState icon="subscribers" title="No such subscriber">
        No subscriber with the number {id} is in this search.
      </EmptyState>
    );
  }
  const { name, msisdn, account, buckets } = subscriber;
  return (
    <article>
      <BackLink
        href={placeLink("subscribers", undefined, { q: searchText })}
        text="All subscribers"
      />
      <header class="person">
        <div>
          <h2>{name}</h2>
          <p class="facts">
            {msisdn && <span class="mono">{msisdn}</span>}
            {account && <span>Account {account}</span>}
            {buckets[0]?.product && <span>{buckets[0].product}</span>}
          </p>
        </div>
      </header>
      <div class="cards">
        {buckets.map((bucket) => (
          <BucketCard key={bucket.id} bucket={bucket} policy={policy} now={now} />
        ))}
      </div>
    </article>
  );
}
