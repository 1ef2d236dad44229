import type { EngineResult } from "../ports/engine.ts";
import type { Schema } from "../schema/check.ts";
import type { MockControls } from "./mock-controls.ts";

/** A mock as the control plane changes it, with its metrics as text. */
export type ControlTarget = MockControls & {
  readonly metricsText: () => string;
  readonly clearJournal: () => void;
};

/** A request to the control plane, understood. The body and the query fit the route's schemas. */
export type ControlInput = {
  readonly id: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
};

/** What a route answers with: a JSON value, nothing (204), what the engine said, or plain text. */
export type ControlResult =
  | { readonly json: unknown }
  | { readonly outcome: EngineResult }
  | { readonly text: string }
  | { readonly notFound: string }
  | { readonly nothing: true };

/** What a route answers when it was done: JSON unless it says `text`, nothing without a schema. */
export type ControlSuccess = {
  readonly status: 200 | 201 | 204;
  readonly description: string;
  readonly schema?: Schema;
  readonly text?: Schema;
};

/** One parameter of a query. */
export type ControlParameter = {
  readonly name: string;
  readonly description: string;
  readonly values: readonly string[];
};

/** One row of the control plane; the document, the server and the checks are made of it. */
export type ControlRoute = {
  readonly id: string;
  /** HEAD goes where GET goes. */
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below `/__mock`; at most one `{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly query?: readonly ControlParameter[];
  readonly body?: Schema;
  readonly isBodyOptional?: boolean;
  /** `run` checks the body itself and says more than its schema can. */
  readonly isBodyChecked?: boolean;
  /** The engine may refuse what is asked: 409. */
  readonly isRefusable?: boolean;
  readonly success: ControlSuccess;
  readonly run: (
    target: ControlTarget,
    input: ControlInput,
  ) => ControlResult | Promise<ControlResult>;
};

/** Nothing to say: 204. */
export const nothing: ControlResult = { nothing: true };

/** A 200 with a JSON value. */
export function ok(description: string, schema: Schema): ControlSuccess {
  return { status: 200, description, schema };
}

/** A 204. */
export const done: ControlSuccess = { status: 204, description: "Done." };
