import type { Schema } from "../json-schema.ts";
import type { Mock } from "../mock-types.ts";
import type { Outcome } from "../seam.ts";

/** What the control plane controls: a mock, and the numbers only its metrics know. */
export type Target = Omit<Mock, "fetch" | "exchange" | "maximumBodyBytes"> & {
  readonly metricsText: () => string;
  readonly clearJournal: () => void;
};

/** A request to the control plane, understood. The body fits the route's schema. */
export type Input = {
  readonly id: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
};

/** What a route answers with: a JSON value, nothing (204), what the engine said, or plain text. */
export type Output =
  | { readonly json: unknown }
  | { readonly outcome: Outcome }
  | { readonly text: string }
  | { readonly notFound: string }
  | { readonly nothing: true };

/** One row of the control plane; the document, the server and the checks are made of it. */
export type ControlRoute = {
  readonly id: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below `/__mock`; at most one `{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly body?: Schema;
  readonly isBodyOptional?: boolean;
  /** `run` checks the body itself and says more than its schema can. */
  readonly isBodyChecked?: boolean;
  readonly run: (target: Target, input: Input) => Output | Promise<Output>;
};

/** Nothing to say: 204. */
export const nothing: Output = { nothing: true };
