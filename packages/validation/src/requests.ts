/** What a server accepts: the schema of a request together with its rules. */
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

/** The body of a POST of a top-up: structure and rules. */
export const topupBalanceCreateRequest: Validator<TopupBalanceCreate> = /* @__PURE__ */ withRules(
  topupBalanceCreate,
  topupBalanceCreateRules,
);

/** The body of a PATCH of a top-up: structure and rules. */
export const topupBalanceUpdateRequest: Validator<TopupBalanceUpdate> = /* @__PURE__ */ withRules(
  topupBalanceUpdate,
  topupBalanceUpdateRules,
);

/** The body of a POST of an adjustment: structure and rules. */
export const adjustBalanceCreateRequest: Validator<AdjustBalanceCreate> = /* @__PURE__ */ withRules(
  adjustBalanceCreate,
  adjustBalanceCreateRules,
);

/** The body of a PATCH of an adjustment: structure and rules. */
export const adjustBalanceUpdateRequest: Validator<AdjustBalanceUpdate> = /* @__PURE__ */ withRules(
  adjustBalanceUpdate,
  adjustBalanceUpdateRules,
);

/** The body of a POST of a reservation: structure and rules. */
export const reserveBalanceCreateRequest: Validator<ReserveBalanceCreate> =
  /* @__PURE__ */ withRules(reserveBalanceCreate, reserveBalanceCreateRules);

/** The body of a PATCH of a reservation: structure and rules. */
export const reserveBalanceUpdateRequest: Validator<ReserveBalanceUpdate> =
  /* @__PURE__ */ withRules(reserveBalanceUpdate, reserveBalanceUpdateRules);

/** The body of a POST of a transfer: structure and rules. */
export const transferBalanceCreateRequest: Validator<TransferBalanceCreate> =
  /* @__PURE__ */ withRules(transferBalanceCreate, transferBalanceCreateRules);

/** The body of a PATCH of a transfer: structure and rules. */
export const transferBalanceUpdateRequest: Validator<TransferBalanceUpdate> =
  /* @__PURE__ */ withRules(transferBalanceUpdate, transferBalanceUpdateRules);

/** The body of a POST to `/hub`: structure and rules. */
export const eventSubscriptionInputRequest: Validator<EventSubscriptionInput> =
  /* @__PURE__ */ withRules(eventSubscriptionInput, subscriptionRules);
