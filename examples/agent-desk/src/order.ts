/** The arguments of the command, as an order of the agent. Pure. */
import { parseArgs } from "node:util";
import type { Quantity } from "@tmf654/contract";
import { fromQuantity, isQuantityError } from "@tmf654/quantity";

/** The server, and the options of the order. */
export interface Settings {
  readonly url: string;
  readonly token: string | undefined;
  /** Whether the server supports idempotency keys. */
  readonly keys: boolean;
  /** Whether the order runs without a question. */
  readonly yes: boolean;
}

/** An order that moves money of a customer. */
export interface Movement {
  readonly verb: "credit" | "debit" | "reserve";
  readonly number: string;
  readonly amount: Quantity;
  /** The bucket, if the agent named one. */
  readonly bucket: string | undefined;
  /** The case at the desk. The record has it, and the idempotency key contains it. */
  readonly ticket: string;
  readonly reason: string;
  /** The minutes after which a reservation expires. */
  readonly minutes: number;
}

/** An order that ends a reservation. */
export interface Ending {
  readonly verb: "consume" | "release";
  readonly reservation: string;
  /** The part to consume. Default: all of it. */
  readonly amount: Quantity | undefined;
  readonly ticket: string;
  readonly reason: string;
}

/** The order of an agent. */
export type Order =
  | { readonly verb: "help" }
  | { readonly verb: "find"; readonly number: string }
  | Movement
  | Ending;

/** The error of wrong arguments: the command prints the message and exits with 2. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** The text of `--help`. */
export const HELP = `desk: balances and corrections for the agents of a care desk

  desk find NUMBER                    the customer of a number, with all balances
  desk credit NUMBER AMOUNT UNIT      goodwill credit
  desk debit NUMBER AMOUNT UNIT       debit correction
  desk reserve NUMBER AMOUNT UNIT     holds an amount for --minutes (30)
  desk consume ID [AMOUNT UNIT]       spends a reservation, or a part of it
  desk release ID                     gives a reservation back

  --ticket T    the case at the desk; the same ticket never moves money twice on a server with keys
  --reason R    the reason, which the customer can see
  --bucket B    the bucket, if the number has several in this unit
  --yes         does not ask
  --keys        the server supports Idempotency-Key, so a lost request is sent again
  --url U       the API; default: TMF654_URL, then the mock server on port 4010
                TMF654_TOKEN has the bearer token

  Exit code: 0 done, 1 refused or failed, 2 wrong arguments, 3 the outcome is unknown`;

const OPTIONS = {
  ticket: { type: "string" },
  reason: { type: "string" },
  bucket: { type: "string" },
  minutes: { type: "string", default: "30" },
  url: { type: "string" },
  keys: { type: "boolean", default: false },
  yes: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

const MOCK = "http://127.0.0.1:4010/tmf-api/prepayBalanceManagement/v4";

/** Reads the arguments. Throws `UsageError` with the argument that is wrong. */
export function readOrder(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): { readonly order: Order; readonly settings: Settings } {
  const { values, positionals } = parse(args);
  const { keys, yes, url = env.TMF654_URL ?? MOCK } = values;
  const settings = { url, token: env.TMF654_TOKEN, keys, yes };
  const [verb, subject = "", ...amount] = positionals;
  if (values.help || verb === undefined) return { order: { verb: "help" }, settings };
  if (subject === "") throw new UsageError(`${verb}: a number or an id is missing`);
  const { ticket = "", reason = "", bucket } = values;
  switch (verb) {
    case "find":
      return { order: { verb, number: subject }, settings };
    case "credit":
    case "debit":
    case "reserve": {
      const minutes = readMinutes(values.minutes);
      const record = recordOf(verb, ticket, reason);
      const moved = readAmount(verb, amount);
      return {
        order: { verb, number: subject, amount: moved, bucket, minutes, ...record },
        settings,
      };
    }
    case "consume":
    case "release": {
      if (verb === "release" && amount.length > 0) {
        throw new UsageError("release: gives everything back, so it takes no amount");
      }
      const part = amount.length > 0 ? readAmount(verb, amount) : undefined;
      const record = recordOf(verb, ticket, reason);
      return { order: { verb, reservation: subject, amount: part, ...record }, settings };
    }
    default:
      throw new UsageError(
        `"${verb}" is unknown: use find, credit, debit, reserve, consume, release`,
      );
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Each movement of money has a case and a reason, so that somebody can find it again. */
function recordOf(verb: string, ticket: string, reason: string) {
  if (ticket === "") throw new UsageError(`${verb}: --ticket is missing`);
  if (reason === "") throw new UsageError(`${verb}: --reason is missing`);
  return { ticket, reason };
}

function readMinutes(text: string): number {
  const minutes = Number(text);
  if (Number.isInteger(minutes) && minutes > 0) return minutes;
  throw new UsageError(`--minutes ${text}: must be a whole number above 0`);
}

/** Reads `5 EUR`. The verb has the direction, so the amount has no sign. */
function readAmount(verb: string, [text = "", units = "", ...more]: readonly string[]): Quantity {
  const shown = [text, units, ...more].join(" ");
  if (!/^\d+(\.\d+)?$/.test(text) || Number(text) === 0 || more.length > 0) {
    throw new UsageError(`${verb}: "${shown}" is not an amount above 0 with a unit, such as 5 EUR`);
  }
  try {
    const amount = { amount: Number(text), units };
    fromQuantity(amount);
    return amount;
  } catch (error) {
    if (!isQuantityError(error)) throw error;
    throw new UsageError(`${verb}: "${shown}" is not an amount: ${error.message}`);
  }
}
