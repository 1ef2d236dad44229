import type { Connection } from "./connect.ts";

/** The option that enables `client.http`. */
export interface HttpOption<Http> {
  /**
   * The function that creates `client.http`: `createHttp` from `@tmf654/client/http`. Default:
   * `client.http` throws.
   */
  readonly http?: ((connection: Connection) => Http) | undefined;
}
