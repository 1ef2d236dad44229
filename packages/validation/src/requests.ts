/** Validators of request bodies: the schema of a request together with its rules. */
import type {
  AdjustBalanceCreate,
  AdjustBalanceUpdate,
  EventSubscriptionInput,
  ReserveBalanceCreate,
  ReserveBalanceUpdate,
  TopupBalanceCreate,
  TopupBalanceUpdate,
  TransferBalanceCreate,
  TransferBalanceUpdate,
} from "@tmf654/contract";
import { adjustBalanceCreate } from "./generated/adjust-balance-create.ts";
import { adjustBalanceUpdate } from "./generated/adjust-balance-update.ts";
import { eventSubscriptionInput } from "./generated/event-subscription-input.ts";
import { reserveBalanceCreate } from "./generated/reserve-balance-create.ts";
import { reserveBalanceUpdate } from "./generated/reserve-balance-update.ts";
import { topupBalanceCreate } from "./generated/topup-balance-create.ts";
import { topupBalanceUpdate } from "./generated/topup-balance-update.ts";
import { transferBalanceCreate } from "./generated/transfer-balance-create.ts";
import { transferBalanceUpdate } from "./generated/transfer-balance-update.ts";
import {
  adjustBalanceCreateRules,
  adjustBalanceUpdateRules,
  reserveBalanceCreateRules,
  reserveBalanceUpdateRules,
  topupBalanceCreateRules,
  topupBalanceUpdateRules,
  transferBalanceCreateRules,
  transferBalanceUpdateRules,
} from "./rules/sets.ts";
import { subscriptionRules } from "./rules/subscription.ts";
import { withRules } from "./rules/with-rules.ts";
import type { Validator } from "./runtime/validator.ts";

/** Validates the body of a POST that creates a top-up. */
export const topupBalanceCreateRequest: Validator<TopupBalanceCreate> = /* @__PURE__ */ withRules(
  topupBalanceCreate,
  topupBalanceCreateRules,
);

/** Validates the body of a PATCH that changes a top-up. */
export const topupBalanceUpdateRequest: Validator<TopupBalanceUpdate> = /* @__PURE__ */ withRules(
  topupBalanceUpdate,
  topupBalanceUpdateRules,
);

/** Validates the body of a POST that creates an adjustment. */
export const adjustBalanceCreateRequest: Validator<AdjustBalanceCreate> = /* @__PURE__ */ withRules(
  adjustBalanceCreate,
  adjustBalanceCreateRules,
);

/** Validates the body of a PATCH that changes an adjustment. */
export const adjustBalanceUpdateRequest: Validator<AdjustBalanceUpdate> = /* @__PURE__ */ withRules(
  adjustBalanceUpdate,
  adjustBalanceUpdateRules,
);

/** Validates the body of a POST that creates a reservation. */
export const reserveBalanceCreateRequest: Validator<ReserveBalanceCreate> =
  /* @__PURE__ */ withRules(reserveBalanceCreate, reserveBalanceCreateRules);

/** Validates the body of a PATCH that changes a reservation. */
export const reserveBalanceUpdateRequest: Validator<ReserveBalanceUpdate> =
  /* @__PURE__ */ withRules(reserveBalanceUpdate, reserveBalanceUpdateRules);

/** Validates the body of a POST that creates a transfer. */
export const transferBalanceCreateRequest: Validator<TransferBalanceCreate> =
  /* @__PURE__ */ withRules(transferBalanceCreate, transferBalanceCreateRules);

/** Validates the body of a PATCH that changes a transfer. */
export const transferBalanceUpdateRequest: Validator<TransferBalanceUpdate> =
  /* @__PURE__ */ withRules(transferBalanceUpdate, transferBalanceUpdateRules);

/** Validates the body of a POST to `/hub`. */
export const eventSubscriptionInputRequest: Validator<EventSubscriptionInput> =
  /* @__PURE__ */ withRules(eventSubscriptionInput, subscriptionRules);
