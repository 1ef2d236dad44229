import { BadRequestError } from "./errors/status-errors.ts";
import type { BodyCheck, ValueInfo } from "./options.ts";

/** The part of Standard Schema V1 that is used. Any library that follows it fits. */
export interface StandardSchema {
  readonly "~standard": {
    readonly validate: (value: unknown) => StandardResult | Promise<StandardResult>;
  };
}

/** What a Standard Schema answers. */
export interface StandardResult {
  readonly value?: unknown;
  readonly issues?: readonly StandardIssue[] | undefined;
}

/** What a Standard Schema finds wrong. */
export interface StandardIssue {
  readonly message: string;
  readonly path?: readonly PathStep[] | undefined;
}

type PathStep = PropertyKey | { readonly key: PropertyKey };

/** What happens to a value that breaks its schema. */
export type CheckMode = "off" | "warn" | "throw";

/** Which schemas, and how strictly. */
export interface ValidationOptions {
  /** By the contract's schema names: `TopupBalance`, `TopupBalance_Create`, … Others are not checked. */
  readonly schemas: Readonly<Record<string, StandardSchema | undefined>>;
  /** Default: `throw`, before anything is sent. */
  readonly requests?: CheckMode;
  /** Default: `warn`, since operators' answers deviate. */
  readonly responses?: CheckMode;
  /** Told of what is let through. Default: `console.warn`. */
  readonly onWarning?: (info: ValueInfo, issues: readonly StandardIssue[]) => void;
}

const keyOf = (step: PathStep): PropertyKey => (typeof step === "object" ? step.key : step);

const pathOf = ({ path = [] }: StandardIssue) =>
  path.map((step) => `/${String(keyOf(step))}`).join("");

/** Is it about an attribute that is there? One that was left out is no fault, nor is its absence. */
const isPresent = (value: unknown, { path: [step] = [] }: StandardIssue) =>
  typeof value !== "object" || value === null || (step !== undefined && keyOf(step) in value);

const unjudged = (error: unknown): StandardIssue[][] => [[{ message: String(error) }]];

/**
 * Checks bodies against any Standard Schemas. A request that breaks its schema is refused as
 * `BadRequestError` with one entry an issue; an answer as `ParseError`, or, for a write, as
 * `UnknownOutcomeError`: the server has done something. Values are not changed. An answer that was
 * cut by `fields` is judged by the attributes that are there.
 */
export function validateWith(options: ValidationOptions): BodyCheck {
  const { schemas, requests = "throw", responses = "warn" } = options;
  const warn =
    options.onWarning ??
    ((info, issues) => console.warn(`${info.operation}: ${info.schema}`, issues));

  async function check(value: unknown, info: ValueInfo, mode: CheckMode): Promise<void> {
    const { schema: name, operation, isList } = info;
    const schema = schemas[name];
    if (mode === "off" || !schema) return;
    const judge = async (one: unknown) => {
      const { issues = [] } = await schema["~standard"].validate(one);
      return info.fields ? issues.filter((issue) => isPresent(one, issue)) : issues;
    };
    const judged = Promise.all((isList ? (value as unknown[]) : [value]).map(judge));
    // Where it only warns, a mistake in a schema must not stop a payment either.
    const results = await (mode === "warn" ? judged.catch(unjudged) : judged);
    const issues = results.flat();
    if (issues.length === 0) return;
    if (mode === "warn") {
      warn(info, issues);
      return;
    }
    const errors = issues.map((issue) => ({
      path: pathOf(issue),
      code: "invalid",
      message: issue.message,
    }));
    const text = errors.map(({ path, message }) => `${path} ${message}`).join("; ");
    throw new BadRequestError({ message: `${operation}: ${name}: ${text}`, operation, errors });
  }

  return {
    request: (value, info) => check(value, info, requests),
    response: (value, info) => check(value, info, responses),
  };
}
