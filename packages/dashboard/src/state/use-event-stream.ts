import type { Envelope } from "@tmf654/mock/control";
import { useEffect, useState } from "preact/hooks";
import { usePage } from "./context.ts";
import { useStore } from "./observable-value.ts";

/** The events that a person can look back at. */
const maxEvents = 50;
/** Events of this time are shown together. */
const pauseMs = 150;

/** Returns the events since the screen was opened, the latest first. */
export function useEventStream(): readonly Envelope[] {
  const { connection, platform } = usePage();
  const isLive = useStore(connection.status) === "live";
  const [events, setEvents] = useState<readonly Envelope[]>([]);
  useEffect(() => {
    if (!isLive) return undefined;
    const abort = new AbortController();
    let waiting: Envelope[] = [];
    const show = (): void => {
      const arrived = waiting;
      waiting = [];
      setEvents((known) => [...arrived.reverse(), ...known].slice(0, maxEvents));
    };
    const read = async (): Promise<void> => {
      const stream = await connection.control.events.stream({ signal: abort.signal });
      for await (const event of stream) {
        if (waiting.length === 0) platform.after(pauseMs, show);
        waiting = [...waiting.slice(-maxEvents), event];
      }
    };
    // The connection of the page says when the mock is gone. This stream then opens again.
    read().catch(() => {});
    return () => abort.abort();
  }, [isLive, connection, platform]);
  return events;
}
