import type { BodyCheck, BodyInfo } from "../client/options.ts";
import { BadRequestError } from "../errors/status-errors.ts";

/**
 * The part of Standard Schema V1 that is used. Any library that implements Standard Schema works.
 */
export interface StandardSchema {
  readonly "~standard": {
    readonly validate: (value: unknown) => StandardResult | Promise<StandardResult>;
  };
}

/** The result of a Standard Schema. */
export interface StandardResult {
  readonly value?: unknown;
  readonly issues?: readonly StandardIssue[] | undefined;
}

/** An issue found by a Standard Schema. */
export interface StandardIssue {
  readonly message: string;
  readonly path?: readonly PathStep[] | undefined;
}

type PathStep = PropertyKey | { readonly key: PropertyKey };

/** The reaction to a body that does not match its schema. */
export type CheckMode = "off" | "warn" | "throw";

/** The options of `validateWith`. */
export interface ValidationOptions {
  /**
   * The schemas by their names in the contract: `TopupBalance`, `TopupBalance_Create`, … Bodies
   * without a schema are not checked.
   */
  readonly schemas: Readonly<Record<string, StandardSchema | undefined>>;
  /** The reaction to an invalid request. Default: `throw`, before anything is sent. */
  readonly requests?: CheckMode | undefined;
  /**
   * The reaction to an invalid response. Default: `warn`, because servers often deviate from the
   * contract.
   */
  readonly responses?: CheckMode | undefined;
  /** Called with the issues of an invalid body that is accepted. Default: `console.warn`. */
  readonly onWarning?: ((info: BodyInfo, issues: readonly StandardIssue[]) => void) | undefined;
}

const keyOf = (step: PathStep): PropertyKey => (typeof step === "object" ? step.key : step);

const pathOf = ({ path = [] }: StandardIssue) =>
  path.map((step) => `/${String(keyOf(step))}`).join("");

/**
 * Whether the issue concerns an attribute that is present. With `fields`, missing attributes are
 * expected.
 */
const isPresent = (value: unknown, { path: [step] = [] }: StandardIssue) =>
  typeof value !== "object" || value === null || (step !== undefined && keyOf(step) in value);

const toSchemaError = (error: unknown): StandardIssue[][] => [[{ message: String(error) }]];

/**
 * Creates the checks of bodies against Standard Schemas. An invalid request throws
 * `BadRequestError` with its issues. An invalid response throws `ParseError` or, for a write,
 * `UnknownOutcomeError`. Values are not changed. With `fields`, only attributes that are present
 * are checked.
 */
export function validateWith(options: ValidationOptions): BodyCheck {
  const { schemas, requests = "throw", responses = "warn" } = options;
  const warn =
    options.onWarning ??
    ((info, issues) => console.warn(`${info.operation}: ${info.schema}`, issues));

  async function check(value: unknown, info: BodyInfo, mode: CheckMode): Promise<void> {
    const { schema: name, operation, isList } = info;
    const schema = schemas[name];
    if (mode === "off" || !schema) return;
    const checkOne = async (element: unknown) => {
      const { issues = [] } = await schema["~standard"].validate(element);
      return info.fields ? issues.filter((issue) => isPresent(element, issue)) : issues;
    };
    const checks = Promise.all((isList ? (value as unknown[]) : [value]).map(checkOne));
    // In mode `warn`, an error that a schema throws must not stop a payment.
    const results = await (mode === "warn" ? checks.catch(toSchemaError) : checks);
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
    throw new BadRequestError({
      message: `${operation}: ${name}: ${text}`,
      operation,
      issues: errors,
    });
  }

  return {
    request: (value, info) => check(value, info, requests),
    response: (value, info) => check(value, info, responses),
  };
}
