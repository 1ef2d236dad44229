import type { ActionName, EventByType } from "@tmf654/contract";
import { startCountdown } from "../clock/timers.ts";
import { checkOptions, throwUnknownName } from "../schema/options.ts";
import type { Envelope } from "./envelope.ts";
import { sentEventTypes } from "./event-attributes.ts";

/** The type of an event that only a mock sends; a profile switches it on. */
export type ExtensionEventType =
  | `${Capitalize<ActionName>}CompletedEvent`
  | "BucketLowBalanceEvent"
  | "BucketExpiringSoonEvent";

/** The event of each type that a mock sends. */
export type MockEventByType = EventByType & Readonly<Record<ExtensionEventType, Envelope>>;

/** Options of `events.next`. */
export interface NextEventOptions<Event = Envelope> {
  /** The longest wait in real milliseconds, under fake timers too. Default 1000. */
  readonly timeoutMs?: number;
  /** Called with each event of the type; the first one for which it returns true is the result. */
  readonly match?: (event: Event) => boolean;
}

/** Waits for the next event of a type. */
export type NextEvent = <Type extends keyof MockEventByType>(
  type: Type,
  options?: NextEventOptions<MockEventByType[Type]>,
) => Promise<MockEventByType[Type]>;

type AddListener = (listener: (event: Envelope) => void) => () => void;
/** Calls a function at the next interruption, such as a reset. The returned function removes it. */
type OnInterrupt = (stop: () => void) => () => void;

const optionRules = {
  timeoutMs: {
    fits: (value: unknown) => Number.isFinite(value) && Number(value) >= 0,
    must: "must be a number of milliseconds from 0",
  },
  match: { fits: (value: unknown) => typeof value === "function", must: "must be a function" },
};

/** The maximum number of other events in the message. */
const maxShownTypes = 10;

/** Checks an event type. @throws MockOptionsError for an event type that a mock never sends. */
export function checkEventType(type: string): void {
  if (!sentEventTypes.includes(type)) throwUnknownName("event", type, sentEventTypes);
}

/** Creates `events.next`, which adds a listener and waits for its event. A reset, a restore or a close ends a wait. */
export function createNextEvent(listen: AddListener, onInterrupt: OnInterrupt): NextEvent {
  const next = async (type: string, options: NextEventOptions = {}): Promise<Envelope> => {
    checkEventType(type);
    checkOptions(options, optionRules);
    return waitFor({ listen, onInterrupt }, type, options);
  };
  // The table above has exactly the types of `MockEventByType`; a test compares them.
  return next as NextEvent;
}

function waitFor(
  { listen, onInterrupt }: { readonly listen: AddListener; readonly onInterrupt: OnInterrupt },
  type: string,
  options: NextEventOptions,
): Promise<Envelope> {
  const { timeoutMs = 1000, match } = options;
  const otherTypes: string[] = [];
  let count = 0;
  let isOfType = false;
  const timeoutMessage = (): string => {
    const waitMessage = `no ${type} ${isOfType ? "matched" : "came"} within ${timeoutMs} ms`;
    if (count === 0) return `${waitMessage}; no other event came`;
    const earlierTypes = count > maxShownTypes ? [`${count - maxShownTypes} earlier ones`] : [];
    return `${waitMessage}; these events came: ${[...earlierTypes, ...otherTypes].join(", ")}`;
  };
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void): void => {
      stopListening();
      stopCountdown();
      forgetInterrupt();
      settle();
    };
    const stopListening = listen((event) => {
      const { eventType, eventTime } = event;
      try {
        if (eventType === type && (match?.(event) ?? true)) return finish(() => resolve(event));
      } catch (error) {
        return finish(() => reject(error));
      }
      count += 1;
      isOfType ||= eventType === type;
      if (count > maxShownTypes) otherTypes.shift();
      otherTypes.push(`${eventType} at ${eventTime}${eventType === type ? " (no match)" : ""}`);
    });
    const stopCountdown = startCountdown(timeoutMs, () =>
      finish(() => reject(new Error(timeoutMessage()))),
    );
    const interruptMessage = `the mock was reset, restored or closed while events.next waited for ${type}`;
    const forgetInterrupt = onInterrupt(() => finish(() => reject(new Error(interruptMessage))));
  });
}
