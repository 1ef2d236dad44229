import { StandingBadge } from "../../components/standing-badge.tsx";
import { lowMark, type Standing, standingOf } from "../../format/standing.ts";
import { useMockNow } from "../../state/mock-state.ts";
import { placeLink } from "../../state/place.ts";
import type { ShownPolicy } from "../../state/policy.ts";
import type { SubscriberView } from "../../state/subscribers.ts";

/** The properties of the list. */
export interface SubscriberListProps {
  readonly subscribers: readonly SubscriberView[];
  readonly policy: ShownPolicy;
  readonly shownId: string | undefined;
  /** The text of the search, which the links keep. */
  readonly text: string;
}

/** The found subscribers, each with the state that needs attention first. */
export function SubscriberList({ subscribers, policy, shownId, text }: SubscriberListProps) {
  const now = useMockNow();
  return (
    <ul class="rows">
      {subscribers.map((subscriber) => {
        const { id, name, msisdn, buckets } = subscriber;
        const worst = worstStanding(subscriber, policy, now);
        return (
          <li key={id}>
            <a
              class="row"
              href={placeLink("subscribers", id, { q: text })}
              aria-current={id === shownId ? "true" : undefined}
            >
              <span class="row-main">
                <span class="row-title">{name}</span>
                <span class="row-sub">{msisdn ?? id}</span>
              </span>
              <span class="row-end">
                <span class="row-amount">{buckets[0]?.spendableText}</span>
                {worst && <StandingBadge standing={worst} />}
              </span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}

const urgency: readonly Standing[] = ["expired", "suspended", "low", "empty", "ending"];

/** Returns the most urgent state of a subscriber's buckets, or `undefined` if none is urgent. */
function worstStanding(
  { buckets }: SubscriberView,
  policy: ShownPolicy,
  now: number,
): Standing | undefined {
  const standings = buckets.map((bucket) => standingOf(bucket, lowMark(bucket, policy.low), now));
  return urgency.find((standing) => standings.includes(standing));
}
