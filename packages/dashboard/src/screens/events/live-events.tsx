import { timeText } from "../../format/instant.ts";
import { useEventStream } from "../../state/use-event-stream.ts";

/** The events since the screen was opened. They come without a registration too. */
export function LiveEvents() {
  const events = useEventStream();
  return (
    <section class="events-part" aria-labelledby="live-events">
      <h2 id="live-events">Live</h2>
      {events.length === 0 ? (
        <p class="hint">Events appear here as they happen, also without a registration.</p>
      ) : (
        <ul class="rows">
          {events.map(({ eventId, eventTime, eventType, title }) => (
            <li key={eventId} class="row">
              <span class="row-main">
                <span class="row-title">{eventType}</span>
                <span class="row-sub">{title}</span>
              </span>
              <span class="row-sub">{timeText(eventTime)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
