import type { Quantity } from "@tmf654/contract";
import type { GuardIssue } from "./contract-guard.ts";

/** A balance that a command changed. */
export interface BalanceChange {
  /** The id of the bucket. */
  readonly bucketId: string;
  /** The difference of the spendable amount; negative for a debit. */
  readonly spendable: Quantity;
  /** The difference of the reserved amount. */
  readonly reserved: Quantity;
  /** The spendable amount afterwards. */
  readonly remaining: Quantity;
}

/**
 * The request that a command belongs to. Its number is set when the journal records the request.
 */
export interface RequestOrigin {
  number: number | undefined;
}

/** The effects of one command of the ledger. */
export interface CommandEffects {
  /** The balances that changed. */
  readonly changes: readonly BalanceChange[];
  /** The reason when the ledger refused the command. */
  readonly refusal?: { readonly code: string; readonly message: string };
}

/** A request to the API, with its response. */
export type RequestActivity = CommandEffects & {
  /** The kind of the activity. */
  readonly kind: "request";
  /** The number of its entry in the journal. */
  readonly number: number;
  /** A date-time text from the mock's clock. */
  readonly time: string;
  /** The operation id of the contract; absent for an undeclared path. */
  readonly operation?: string;
  /** The method of the request. */
  readonly method: string;
  /** The path below the base path, with the query. */
  readonly path: string;
  /** The response status, or 0 when the connection was dropped. */
  readonly status: number;
  /** The duration in real milliseconds. */
  readonly durationMs: number;
  /** The message of an error response; absent in a simulated one. */
  readonly message?: string;
  /** True when `Prefer` or a fault rule demanded the response. */
  readonly isSimulated?: true;
  /** The cause of a response that the operation did not decide, such as `fault rule fault-1`. */
  readonly reason?: string;
  /** The issues that the contract guard found; absent if there are none. */
  readonly guardIssues?: readonly GuardIssue[];
};

/** A command without a request to the API: a due effect, or an action of the control plane. */
export type CommandActivity = CommandEffects & {
  /** The kind of the activity. */
  readonly kind: "command";
  /** A date-time text from the mock's clock. */
  readonly time: string;
  /** The type of the ledger's command, such as `expire`. */
  readonly command: string;
  /** The id of the bucket or action, or the MSISDN of a `use` command, if there is one. */
  readonly target?: string;
};

/** A move of the clock. */
export interface ClockActivity {
  /** The kind of the activity. */
  readonly kind: "clock";
  /** The instant after the move. */
  readonly time: string;
  /** The instant before the move. */
  readonly from: string;
  /** `set`: the clock stands still. `real`: it runs with real time. */
  readonly mode: "real" | "set";
}

/** An attempt to deliver an event to a subscriber. */
export interface DeliveryActivity {
  /** The kind of the activity. */
  readonly kind: "delivery";
  /** A date-time text from the mock's clock. */
  readonly time: string;
  /** The id of the delivery, in `events.deliveries()`. */
  readonly id: string;
  /** The type of the event, such as `TopupBalanceCreateEvent`. */
  readonly eventType: string;
  /** The URL to which the event was sent. */
  readonly callback: string;
  /** The number of the attempt, from 1. */
  readonly attempt: number;
  /** Status of the response; absent without a response. */
  readonly status?: number;
  /** The reason for a missing response. */
  readonly error?: string;
  /** `waiting`: another attempt follows. */
  readonly state: "waiting" | "delivered" | "undelivered";
}

/** A change of the whole state or of the settings, without a request to the API. */
export interface StateActivity {
  /** The kind of the activity. */
  readonly kind: "state";
  /** The time after the change. */
  readonly time: string;
  /** The change. `restore` is a snapshot, `vouchers` is an added voucher. */
  readonly change: "reset" | "restore" | "seed" | "profile" | "faults" | "vouchers";
  /** The number of subscribers that `seed` has added; absent for other changes. */
  readonly subscribers?: number;
}

/**
 * An activity of a mock: a request, a command, a move of the clock, a delivery or a change of the
 * state.
 */
export type Activity =
  | RequestActivity
  | CommandActivity
  | ClockActivity
  | DeliveryActivity
  | StateActivity;
