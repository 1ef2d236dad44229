import { isTmf654Error } from "../errors/is-tmf654-error.ts";
import type { Tmf654Error } from "../errors/tmf654-error.ts";

/** The data or the error of a call, as a value. */
export type Result<T> =
  | { readonly ok: true; readonly data: T; readonly error?: never }
  | { readonly ok: false; readonly error: Tmf654Error; readonly data?: never };

/**
 * Converts a call into a `Result`. Throws errors other than `Tmf654Error`, because they are bugs.
 */
export async function toResult<T>(call: PromiseLike<T>): Promise<Result<T>> {
  try {
    return { ok: true, data: await call };
  } catch (error) {
    if (isTmf654Error(error)) return { ok: false, error };
    throw error;
  }
}
