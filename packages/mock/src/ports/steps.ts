/**
 * The order of the steps of a request. The handler is composed from this order. The trace and the
 * reference page show the order with the texts of `step-texts.ts`.
 */

/** One step of a request. */
export interface PrecedenceStep {
  readonly name: string;
  /**
   * `decide`: the first step that gives a response decides it. `prepare`: changes the facts of
   * later steps. `change`: may replace the response of an operation that was executed.
   */
  readonly kind: "decide" | "prepare" | "change";
  /** The methods that have the step. Default: all. */
  readonly methods?: readonly string[];
}

const writingMethods = ["POST", "PATCH", "DELETE"] as const;

/** The steps of a request to the API, in order. */
export const requestSteps = [
  { name: "state", kind: "decide" },
  { name: "path", kind: "decide" },
  { name: "method", kind: "decide" },
  { name: "id", kind: "decide", methods: ["GET", "PATCH", "DELETE"] },
  { name: "delivery", kind: "decide", methods: writingMethods },
  { name: "credentials", kind: "decide" },
  { name: "rateLimit", kind: "decide" },
  { name: "bodySize", kind: "decide", methods: ["POST", "PATCH"] },
  { name: "idempotencyKey", kind: "decide", methods: ["POST"] },
  { name: "delay", kind: "decide" },
  { name: "prefer", kind: "decide" },
  { name: "faultBefore", kind: "decide" },
  { name: "body", kind: "decide", methods: ["POST", "PATCH"] },
  { name: "precondition", kind: "decide", methods: ["PATCH", "DELETE"] },
  { name: "resource", kind: "decide", methods: ["GET"] },
  { name: "query", kind: "decide", methods: ["GET"] },
  { name: "testNumber", kind: "prepare", methods: ["POST"] },
  { name: "operation", kind: "decide" },
  { name: "contractCheck", kind: "change" },
  { name: "lostResponse", kind: "change", methods: ["POST"] },
  { name: "faultAfter", kind: "change" },
] as const satisfies readonly PrecedenceStep[];

/** The name of a step. */
export type StepName = (typeof requestSteps)[number]["name"];

/** The name of a step of one kind. */
export type StepOfKind<Kind extends PrecedenceStep["kind"]> = Extract<
  (typeof requestSteps)[number],
  { readonly kind: Kind }
>["name"];
