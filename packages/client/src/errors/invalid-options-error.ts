import { Tmf654Error } from "./tmf654-error.ts";

/**
 * The error when `createClient` is called with unknown or invalid options. `issues` lists each
 * one.
 */
export class InvalidOptionsError extends Tmf654Error {
  override name = "InvalidOptionsError";
}
