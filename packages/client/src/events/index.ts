export type { EventType } from "@tmf654/contract";
export type { EventRequest } from "./body.ts";
export { createEventMemory, type EventMemory } from "./event-memory.ts";
export {
  createEventHandler,
  type EventHandler,
  type EventHandlerOptions,
  type EventListeners,
} from "./handler.ts";
export { type NodeRequest, type NodeResponse, nodeListener } from "./node-listener.ts";
export { type BalanceEvent, type EventOf, readEvent } from "./read-event.ts";
export {
  type EventVerifier,
  type HmacOptions,
  hmacVerifier,
  type SignedMessage,
  signEvent,
} from "./signature.ts";
