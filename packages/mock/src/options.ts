import type { Timers } from "./clock/timers.ts";
import type { Profile } from "./profile/profile.ts";
import type { ProfileFile } from "./profile/read.ts";
import type { Scenario } from "./scenarios/scenario.ts";

/** How a mock is made; every member has a default. */
export type MockOptions = {
  /** A built-in profile's name (`reference`, `certified`, `ctk`) or one of your own. */
  readonly profile?: string | Profile | ProfileFile;
  /** Ids and chance come from it. Default 654. */
  readonly seed?: number | string;
  /** The starting world: a scenario, or names joined by commas. Default `default`. */
  readonly scenario?: string | Scenario;
  /** `real`, or the instant at which the clock stands. Default `real`. */
  readonly clock?: "real" | string | number;
  /** Path of the API, also in every `href`. Default: the contract's. */
  readonly basePath?: string;
  /** How callbacks are made. Without it events reach listener functions alone. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Opens the control plane to other machines, for those who send it as a bearer token. */
  readonly controlToken?: string;
  /** Most actions kept; of more, those finished first leave. Default: all are kept. */
  readonly maxActions?: number;
  /** Caps of the journal. Default 500 entries and 4 MiB. */
  readonly journal?: { readonly entries?: number; readonly bytes?: number };
  /** Checks every answer against the contract; one that breaks it becomes a 500. Default false. */
  readonly strict?: boolean;
  /** Told of what should never happen: a defect of the mock. */
  readonly onError?: (error: unknown) => void;
  /** The machine's clock; a test may bring its own. */
  readonly timers?: Timers;
};

/** Thrown by `createMock` for a name that nothing has. */
export class MockOptionsError extends Error {
  override readonly name = "MockOptionsError";
}
