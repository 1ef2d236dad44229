import { isTmf654Error } from "../errors/guard.ts";
import type { Tmf654Error } from "../errors/tmf654-error.ts";

/** The result of a call, or its error as a value. */
export type Result<T> =
  | { readonly ok: true; readonly data: T; readonly error?: never }
  | { readonly ok: false; readonly error: Tmf654Error; readonly data?: never };

/** Converts a call into a `Result`. Errors other than `Tmf654Error` are bugs and are thrown. */
export async function toResult<T>(call: PromiseLike<T>): Promise<Result<T>> {
  try {
    return { ok: true, data: await call };
  } catch (error) {
    if (isTmf654Error(error)) return { ok: false, error };
    throw error;
  }
}
