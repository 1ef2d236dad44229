import type { Delivery } from "@tmf654/mock/control";
import { Badge } from "../../components/badge.tsx";
import { deliveryBadges, eventTime } from "../../format/delivery.ts";
import { timeText } from "../../format/instant.ts";
import { type Place, placeLink } from "../../state/place.ts";

/** The properties of the list. */
export interface DeliveryListProps {
  readonly deliveries: readonly Delivery[];
  readonly shownId: string | undefined;
  readonly query: Place["query"];
}

/** The latest deliveries, each with its state. */
export function DeliveryList({ deliveries, shownId, query }: DeliveryListProps) {
  if (deliveries.length === 0) return null;
  return (
    <ul class="rows">
      {deliveries.map((delivery) => {
        const { id, eventType, callback, state, attempts } = delivery;
        const time = eventTime(delivery);
        const { tone, text } = deliveryBadges[state];
        return (
          <li key={id}>
            <a
              class="row"
              href={placeLink("events", id, query)}
              aria-current={id === shownId ? "true" : undefined}
            >
              <span class="row-main">
                <span class="row-title">{eventType}</span>
                <span class="row-sub">
                  {time && `${timeText(time)} · `}
                  {hostOf(callback)}
                </span>
              </span>
              <span class="row-end">
                <Badge tone={tone}>{text}</Badge>
                <span class="row-sub">
                  {attempts.length} {attempts.length === 1 ? "attempt" : "attempts"}
                </span>
              </span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}

function hostOf(callback: string): string {
  return URL.canParse(callback) ? new URL(callback).host : callback;
}
