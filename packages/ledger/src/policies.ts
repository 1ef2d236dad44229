/**
 * `@tmf654/ledger/policies`: the code of the optional policies. An app passes the modules that its
 * policy uses in the context of a decision, and loads only these.
 */

import type { PolicyModules } from "./model/context.ts";
import { topupBonuses } from "./policies/bonus.ts";
import { conversions } from "./policies/conversion.ts";
import { dailyLimits } from "./policies/daily-limits.ts";
import { topupFees, topupTaxes } from "./policies/deductions.ts";
import { emergencyCredit } from "./policies/emergency-credit.ts";
import { overdraft } from "./policies/overdraft.ts";
import { reversals } from "./policies/reversal.ts";
import { signals } from "./policies/signals.ts";
import { topupsWhenLow } from "./policies/topups-when-low.ts";
import { usage } from "./policies/usage.ts";

export {
  conversions,
  dailyLimits,
  emergencyCredit,
  overdraft,
  reversals,
  signals,
  topupBonuses,
  topupFees,
  topupsWhenLow,
  topupTaxes,
  usage,
};

/** Every policy module. */
export const allPolicies: Required<PolicyModules> = {
  conversions,
  dailyLimits,
  emergencyCredit,
  overdraft,
  reversals,
  signals,
  topupBonuses,
  topupFees,
  topupsWhenLow,
  topupTaxes,
  usage,
};
