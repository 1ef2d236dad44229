import {
  createAdjustBalance,
  createTopupBalance,
  createTransferBalance,
  retrieveAdjustBalance,
  retrieveTopupBalance,
  retrieveTransferBalance,
} from "../resources/operations.ts";
import type {
  AdjustBalanceCreate,
  TopupBalanceCreate,
  TransferBalanceCreate,
} from "../types/requests.ts";
import type { AdjustBalance, TopupBalance, TransferBalance } from "../types/resources.ts";
import { createActionFlow } from "./create-flow.ts";
import type { ActionFlow, FlowClient, FlowKind, FlowOptions } from "./flow.ts";
import type { FlowRecord } from "./record.ts";
import type { FlowState } from "./state.ts";

export type { ActionFlow, FlowClient, FlowOptions } from "./flow.ts";
export type { FlowRecord } from "./record.ts";
export type {
  CheckingState,
  CompletedState,
  DelayedState,
  ErrorState,
  FailedState,
  FlowRemedy,
  FlowState,
  IdleState,
  ProcessingState,
  SubmittingState,
  UnknownState,
} from "./state.ts";

/** The flow of a top-up form. */
export type TopUpFlow = ActionFlow<TopupBalance, TopupBalanceCreate>;
/** The state of a top-up form. */
export type TopUpState = FlowState<TopupBalance, TopupBalanceCreate>;
/** The record of a top-up form. */
export type TopUpRecord = FlowRecord<TopupBalanceCreate>;
/** The flow of an adjustment. */
export type AdjustFlow = ActionFlow<AdjustBalance, AdjustBalanceCreate>;
/** The flow of a transfer form. */
export type TransferFlow = ActionFlow<TransferBalance, TransferBalanceCreate>;

const topUpKind: FlowKind<TopupBalance, TopupBalanceCreate> = {
  resource: "topupBalance",
  operation: "createTopupBalance",
  create: createTopupBalance,
  retrieve: retrieveTopupBalance,
};

const adjustKind: FlowKind<AdjustBalance, AdjustBalanceCreate> = {
  resource: "adjustBalance",
  operation: "createAdjustBalance",
  create: createAdjustBalance,
  retrieve: retrieveAdjustBalance,
};

const transferKind: FlowKind<TransferBalance, TransferBalanceCreate> = {
  resource: "transferBalance",
  operation: "createTransferBalance",
  create: createTransferBalance,
  retrieve: retrieveTransferBalance,
};

/**
 * Creates the flow of one top-up form: it submits once, finds out a lost outcome, waits for a slow
 * payment, and shows each state. It works with any framework.
 * @example
 * ```ts
 * import type { Tmf654Client, TopupBalanceCreate } from "@tmf654/client";
 * import { createTopUpFlow } from "@tmf654/client/flow";
 *
 * export async function topUp(client: Tmf654Client, body: TopupBalanceCreate) {
 *   const state = await createTopUpFlow(client).submit(body);
 *   return state.status === "completed" ? state.action.id : undefined;
 * }
 * ```
 */
export const createTopUpFlow = (
  client: FlowClient,
  options?: FlowOptions<TopupBalanceCreate>,
): TopUpFlow => createActionFlow(topUpKind, client, options);

/** Creates the flow of one adjustment, with the same states. */
export const createAdjustFlow = (
  client: FlowClient,
  options?: FlowOptions<AdjustBalanceCreate>,
): AdjustFlow => createActionFlow(adjustKind, client, options);

/** Creates the flow of one transfer form, with the same states. */
export const createTransferFlow = (
  client: FlowClient,
  options?: FlowOptions<TransferBalanceCreate>,
): TransferFlow => createActionFlow(transferKind, client, options);
