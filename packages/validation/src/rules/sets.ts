/** The rules of each request. Their order is the order of the issues. */
import { recurringOnce } from "./adjust.ts";
import {
  costRules,
  nonZeroAmount,
  positiveAmount,
  topupAmountRules,
  validAmountRules,
} from "./amount.ts";
import { periodRules } from "./period.ts";
import {
  requestorRules,
  topupReferenceRules,
  transferReferenceRules,
  validReferenceRules,
} from "./reference.ts";
import type { ValidationRule } from "./rule.ts";
import { topupUpdateOnlyRules, validTopupRules } from "./topup.ts";
import { noTransferStatus, validTransferRules } from "./transfer.ts";
import { requestableStatus } from "./update.ts";

type Rules = readonly ValidationRule[];

/** Joins lists of rules. Bundlers remove an unused pure call, but keep an unused spread. */
const joinRules = (...parts: readonly Rules[]): Rules => parts.flat();

const commonRules: Rules = /* @__PURE__ */ joinRules(
  validAmountRules,
  periodRules,
  validReferenceRules,
  requestorRules,
);

const updateRules: Rules = /* @__PURE__ */ joinRules(
  [/* @__PURE__ */ requestableStatus()],
  commonRules,
);

/** Rules of `TopupBalance_Create`. */
export const topupBalanceCreateRules: Rules = /* @__PURE__ */ joinRules(
  topupAmountRules,
  commonRules,
  validTopupRules,
  topupReferenceRules,
);

/** Rules of `TopupBalance_Update` that do not depend on the current top-up. */
export const topupBalanceUpdateRules: Rules = /* @__PURE__ */ joinRules(
  topupAmountRules,
  updateRules,
  topupUpdateOnlyRules,
  topupReferenceRules,
);

/** Rules of `AdjustBalance_Create`. */
export const adjustBalanceCreateRules: Rules = /* @__PURE__ */ joinRules(
  [nonZeroAmount],
  commonRules,
  [recurringOnce],
);

/** Rules of `AdjustBalance_Update` that do not depend on the current adjustment. */
export const adjustBalanceUpdateRules: Rules = /* @__PURE__ */ joinRules(
  [nonZeroAmount],
  updateRules,
);

/** Rules of `ReserveBalance_Create`. */
export const reserveBalanceCreateRules: Rules = /* @__PURE__ */ joinRules(
  [positiveAmount],
  commonRules,
);

/** Rules of `ReserveBalance_Update`. An amount of 0 is invalid: cancel to release everything. */
export const reserveBalanceUpdateRules: Rules = /* @__PURE__ */ joinRules(
  [positiveAmount],
  updateRules,
);

/** Rules of `TransferBalance_Create`. */
export const transferBalanceCreateRules: Rules = /* @__PURE__ */ joinRules(
  [positiveAmount],
  commonRules,
  validTransferRules,
  costRules,
  transferReferenceRules,
);

/**
 * The update schema has no `validFor`, so its structure was not checked and rules cannot read it.
 */
const transferRulesWithoutPeriod = (): Rules =>
  transferBalanceCreateRules.filter((each) => !periodRules.includes(each));

/** Rules of `TransferBalance_Update`. */
export const transferBalanceUpdateRules: Rules = /* @__PURE__ */ joinRules(
  [noTransferStatus],
  /* @__PURE__ */ transferRulesWithoutPeriod(),
);
