import type { Delivery } from "@tmf654/mock/control";
import { Badge } from "../../components/badge.tsx";
import { Button } from "../../components/button.tsx";
import { CodeBlock } from "../../components/code-block.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { attemptText, deliveryBadges } from "../../format/delivery.ts";
import { instantLabel } from "../../format/instant.ts";
import { prettyText } from "../../format/request.ts";
import { placeLink } from "../../state/place.ts";
import { useAction } from "../../state/use-action.ts";

/** The properties of the detail. */
export interface DeliveryDetailProps {
  readonly delivery: Delivery | undefined;
  readonly isLoaded: boolean;
}

/** One delivery: its attempts, its body, and the button that sends it again. */
export function DeliveryDetail({ delivery, isLoaded }: DeliveryDetailProps) {
  const { isRunning, run } = useAction();
  if (!delivery) {
    return isLoaded ? (
      <EmptyState icon="events" title="This delivery is not in the list">
        The mock keeps the latest deliveries. A reset removes them.
      </EmptyState>
    ) : null;
  }
  const { id, eventType, callback, state, attempts, orderingKey, body } = delivery;
  const { tone, text } = deliveryBadges[state];
  const isEnded = state === "delivered" || state === "undelivered";
  const redeliver = () =>
    void run(({ control }) => control.events.redeliver([id]), "The event is sent again.");
  return (
    <article class="request">
      <header class="person delivery-head">
        <div>
          <h2>{eventType}</h2>
          <p class="facts">
            <Badge tone={tone}>{text}</Badge>
            <span class="mono">{callback}</span>
            <a class="link" href={placeLink("buckets", orderingKey)}>
              {orderingKey}
            </a>
          </p>
        </div>
        <Button icon="reset" isDisabled={isRunning || !isEnded} onClick={redeliver}>
          Send again
        </Button>
      </header>
      <section aria-label="Attempts">
        <h3>Attempts</h3>
        {attempts.length === 0 ? (
          <p class="quiet">None yet</p>
        ) : (
          <ol class="attempts">
            {attempts.map((attempt, index) => (
              <li key={`${index} ${attempt.at}`}>
                <span class="attempt-number">{index + 1}</span>
                <span>{attemptText(attempt)}</span>
                <span class="quiet">{instantLabel(attempt.at)}</span>
              </li>
            ))}
          </ol>
        )}
      </section>
      <section aria-label="Message">
        <h3>Body</h3>
        <CodeBlock label="Event" text={prettyText(body)} />
      </section>
    </article>
  );
}
