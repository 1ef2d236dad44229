import type { Envelope } from "@tmf654/mock/control";
import { useEffect, useState } from "preact/hooks";
import { usePage } from "./context.ts";
import { useStore } from "./observable-value.ts";

/** The maximum number of events that the screen keeps. */
const maxEvents = 50;
/** Events that arrive within these milliseconds are shown together. */
const pauseMs = 150;

/** Returns the events since the screen was opened, the latest first. */
export function useEventStream(): readonly Envelope[] {
  const { connection, platform } = usePage();
  const isLive = useStore(connection.status) === "live";
  const [events, setEvents] = useState<readonly Envelope[]>([]);
  useEffect(() => {
    if (!isLive) return undefined;
    const abort = new AbortController();
    let waitingEvents: Envelope[] = [];
    const showWaiting = (): void => {
      const arrivedEvents = waitingEvents;
      waitingEvents = [];
      setEvents((known) => [...arrivedEvents.reverse(), ...known].slice(0, maxEvents));
    };
    const readEvents = async (): Promise<void> => {
      const stream = await connection.control.events.stream({ signal: abort.signal });
      for await (const event of stream) {
        if (waitingEvents.length === 0) platform.after(pauseMs, showWaiting);
        waitingEvents = [...waitingEvents.slice(-maxEvents), event];
      }
    };
    // When the mock is gone, `connection` reports it. When it is live again, this stream reopens.
    readEvents().catch(() => {});
    return () => abort.abort();
  }, [isLive, connection, platform]);
  return events;
}
