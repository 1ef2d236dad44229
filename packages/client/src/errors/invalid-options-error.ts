import { Tmf654Error } from "./tmf654-error.ts";

/** `createClient` was called with unknown or invalid options; `issues` lists each one. */
export class InvalidOptionsError extends Tmf654Error {
  override name = "InvalidOptionsError";
}
