import { maskText } from "../errors/mask.ts";
import type { ClientCall } from "./client-call.ts";

/** Whether the value is a resource: an object with an id. An error body has no id. */
const isResource = (value: unknown): boolean =>
  !!maskText((value as { id?: unknown } | null | undefined)?.id);

/**
 * Whether a response proves success: its parsed body `value` must be as the operation expects.
 * Otherwise the outcome of a write is unknown.
 */
export const provesSuccess = (
  expects: ClientCall["expects"],
  value: unknown,
  mayLackResource: boolean,
): boolean =>
  expects === "list"
    ? Array.isArray(value)
    : isResource(value) || (mayLackResource && expects === "none");
