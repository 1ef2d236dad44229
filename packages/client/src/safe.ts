import { isTmf654Error } from "./errors/guard.ts";
import type { Tmf654Error } from "./errors/tmf654-error.ts";

/** A result, or the error as a value. */
export type Result<T> =
  | { readonly ok: true; readonly data: T; readonly error?: never }
  | { readonly ok: false; readonly error: Tmf654Error; readonly data?: never };

/** Turns what a call throws into a value. Anything but a `Tmf654Error` is a bug and still thrown. */
export async function safely<T>(call: PromiseLike<T>): Promise<Result<T>> {
  try {
    return { ok: true, data: await call };
  } catch (error) {
    if (isTmf654Error(error)) return { ok: false, error };
    throw error;
  }
}
