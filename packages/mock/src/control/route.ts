import type { EngineCore } from "../engine/core.ts";
import type { PostingLog } from "../engine/posting-log.ts";
import type { ScheduledDelivery } from "../events/outbox.ts";
import type { Journal } from "../journal/journal.ts";
import type { RequestCount } from "../journal/metrics.ts";
import type { LimitWatch } from "../ports/limits.ts";
import type { StateChanges } from "../ports/state-changes.ts";
import type { Schema } from "../schema/check.ts";
import type { MockControls } from "./mock-controls.ts";

/** The controls that the control plane uses, and the parts of the mock that it reads. */
export type ControlledMock = MockControls & {
  readonly requestCounts: () => readonly RequestCount[];
  readonly clearJournal: () => void;
  readonly limits: LimitWatch;
  readonly requests: Pick<Journal, "latestFirst" | "find">;
  readonly core: EngineCore;
  readonly postings: PostingLog;
  readonly stateChanges: StateChanges;
  /** Reads the deliveries that wait for their next attempt, in order of time. */
  readonly scheduledDeliveries: () => Iterable<ScheduledDelivery>;
};

/** A request to the control plane whose body and query are valid. */
export interface ControlInput {
  readonly id: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/** The result of a route: JSON, no content (204), plain text or server-sent events. */
export type ControlResult =
  | { readonly json: unknown }
  | { readonly text: string }
  | { readonly stream: ReadableStream<Uint8Array> }
  | { readonly notFound: string }
  | { readonly unavailable: string }
  | { readonly nothing: true };

/** The success response of a route: JSON, text with `text`, or no content. */
export interface ControlSuccess {
  readonly status: 200 | 201 | 204;
  readonly description: string;
  readonly schema?: Schema;
  readonly text?: Schema;
  /** The content type of `text`. Default `text/plain`. */
  readonly textType?: string;
}

/** One parameter of a query: one of some values, a whole number in a range, or a text. */
export interface ControlParameter {
  readonly name: string;
  readonly description: string;
  readonly values?: readonly string[];
  readonly range?: readonly [min: number, max: number];
}

/** A route of the control plane. The document and the handler use it. */
export interface ControlRoute {
  readonly id: string;
  /** HEAD uses the route of GET. */
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** The path below `/__mock`, with at most one `{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly query?: readonly ControlParameter[];
  readonly body?: Schema;
  readonly isBodyOptional?: boolean;
  /** Whether `run` checks the body itself. */
  readonly isBodyChecked?: boolean;
  /** Whether the engine may refuse the command with 409. */
  readonly isRefusable?: boolean;
  /** Whether any caller may send the request, also without the token. */
  readonly isOpen?: boolean;
  /** The case in which the response is a 503, apart from the limits of all routes. */
  readonly unavailable?: string;
  readonly success: ControlSuccess;
  readonly run: (
    mock: ControlledMock,
    input: ControlInput,
  ) => ControlResult | Promise<ControlResult>;
}

/** The result for a 204. */
export const noContentResult: ControlResult = { nothing: true };

/** Describes a 200 with a JSON value. */
export function jsonSuccess(description: string, schema: Schema): ControlSuccess {
  return { status: 200, description, schema };
}

/** Describes a 204. */
export const noContentSuccess: ControlSuccess = { status: 204, description: "Done." };
