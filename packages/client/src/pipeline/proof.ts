import { toText } from "../errors/mask.ts";
import type { ClientCall } from "./client-call.ts";

/** Whether the value is a resource: an object with an id. An error body has none. */
const isResource = (value: unknown): boolean =>
  !!toText((value as { id?: unknown } | null | undefined)?.id);

/**
 * Whether a 2xx response proves success, by the body that the operation expects. Any other body
 * proves nothing: the outcome of a write is then unknown. `value` is the parsed body.
 */
export const provesSuccess: Readonly<
  Record<ClientCall["expects"], (value: unknown, isEmpty: boolean) => boolean>
> = {
  one: isResource,
  list: Array.isArray,
  none: (value, isEmpty) => isEmpty || isResource(value),
  raw: () => true,
};
