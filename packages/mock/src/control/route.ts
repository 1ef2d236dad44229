import type { Schema } from "../schema/check.ts";
import type { MockControls } from "./mock-controls.ts";

/** The controls of a mock for the control plane, with its metrics as text. */
export type ControlTarget = MockControls & {
  readonly metricsText: () => string;
  readonly clearJournal: () => void;
};

/** A request to the control plane whose body and query are valid. */
export interface ControlInput {
  readonly id: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/** The result of a route: JSON, no content (204) or plain text. */
export type ControlResult =
  | { readonly json: unknown }
  | { readonly text: string }
  | { readonly notFound: string }
  | { readonly nothing: true };

/** The success response of a route: JSON, plain text with `text`, or no content. */
export interface ControlSuccess {
  readonly status: 200 | 201 | 204;
  readonly description: string;
  readonly schema?: Schema;
  readonly text?: Schema;
}

/** One parameter of a query. */
export interface ControlParameter {
  readonly name: string;
  readonly description: string;
  readonly values: readonly string[];
}

/** One route of the control plane, from which the document and the handler are made. */
export interface ControlRoute {
  readonly id: string;
  /** HEAD uses the route of GET. */
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below `/__mock`; at most one `{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly query?: readonly ControlParameter[];
  readonly body?: Schema;
  readonly isBodyOptional?: boolean;
  /** `run` checks the body itself. */
  readonly isBodyChecked?: boolean;
  /** Whether the engine may refuse the command with 409. */
  readonly isRefusable?: boolean;
  readonly success: ControlSuccess;
  readonly run: (
    target: ControlTarget,
    input: ControlInput,
  ) => ControlResult | Promise<ControlResult>;
}

/** No content: 204. */
export const nothing: ControlResult = { nothing: true };

/** A 200 with a JSON value. */
export function ok(description: string, schema: Schema): ControlSuccess {
  return { status: 200, description, schema };
}

/** A 204. */
export const done: ControlSuccess = { status: 204, description: "Done." };
