import type { Connection } from "./connect.ts";

/** The option that enables `client.http`. */
export interface HttpOption<Http> {
  /**
   * Creates `client.http`; pass `createHttp` from `@tmf654/client/http`. Default: `client.http`
   * throws.
   */
  readonly http?: ((connection: Connection) => Http) | undefined;
}
