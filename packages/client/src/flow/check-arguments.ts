import { BadRequestError } from "../errors/status-errors.ts";
import type { FlowOptions } from "./flow.ts";

/** The type of each option of a flow. */
const optionTypes = new Map<string, string>(
  Object.entries({
    call: "object",
    signal: "object",
    waitMs: "number",
    pollMs: "number",
    checkMs: "number",
    keyLifetimeMs: "number",
    onRecord: "function",
  } satisfies Record<keyof FlowOptions, string>),
);

/** Throws `BadRequestError` without a client, and for an unknown or invalid option. */
export function checkFlowArguments(operation: string, client: unknown, options: object): void {
  const throwBadRequest = (reason: string) => {
    const message = `the flow of ${operation} ${reason}`;
    throw new BadRequestError({ operation, message, code: "invalidOption" });
  };
  const { connection = client } = Object(client);
  if (!Object(connection).platform) throwBadRequest("needs a client as first argument");
  for (const [name, value] of Object.entries(options)) {
    const type = optionTypes.get(name);
    if (!type) throwBadRequest(`has no option ${name}`);
    if (value !== undefined && typeof value !== type) throwBadRequest(`needs a ${type} as ${name}`);
  }
}
