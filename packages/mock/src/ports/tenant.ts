/** A tenant of a shared server, for a list. */
export interface TenantState {
  readonly name: string;
  /** The start of its paths, such as `/t/run-7`. Empty for a tenant named by header. */
  readonly prefix: string;
  /** Whether a request may have changed its state. */
  readonly isChanged: boolean;
}
