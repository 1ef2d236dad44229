import type { Profile } from "@tmf654/mock/control";
import type { PolicyAmounts } from "../format/standing.ts";
import { useLive } from "./use-live.ts";

/** The parts of the policy that the bars show, by usage type. */
export interface ShownPolicy {
  readonly low: PolicyAmounts;
  readonly limits: PolicyAmounts;
}

const noPolicy: ShownPolicy = { low: {}, limits: {} };

/** Returns the low marks and the limits of balances of the current profile. */
export function usePolicy(): ShownPolicy {
  const { data } = useLive("profile", ({ control }) => control.profile());
  return data ? readPolicy(data) : noPolicy;
}

/** Reads the parts of a profile that the bars show. */
function readPolicy({ ledger }: Pick<Profile, "ledger">): ShownPolicy {
  const { lowBalance = {}, ceilings = {} } = ledger as {
    readonly lowBalance?: PolicyAmounts;
    readonly ceilings?: PolicyAmounts;
  };
  return { low: lowBalance, limits: ceilings };
}
