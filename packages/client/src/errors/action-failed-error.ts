import { Tmf654Error } from "./tmf654-error.ts";

/**
 * The server recorded the action as `failed` (201) and left the balance as it was. `code` and
 * `message` come from the extension `failure`, else from `reason`.
 */
export class ActionFailedError extends Tmf654Error {
  override name = "ActionFailedError";
  /** The failed action as the server recorded it. */
  declare readonly action: { readonly id?: string; readonly status?: string };
}
