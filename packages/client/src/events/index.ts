export type { EventRequest } from "./body.ts";
export { type EventMemory, memoryOf } from "./duplicates.ts";
export {
  createEventHandler,
  type EventHandlerOptions,
  type EventListeners,
} from "./handler.ts";
export { type NodeRequest, type NodeResponse, nodeListener } from "./node-listener.ts";
export {
  type HmacOptions,
  hmacVerifier,
  type SignedMessage,
  signEvent,
  type Verifier,
} from "./signature.ts";
export { type BalanceEvent, type EventOf, type EventType, readEvent } from "./types.ts";
