import type { Profile } from "@tmf654/mock/control";
import type { Amount } from "../format/amount.ts";
import { useLive } from "./use-live.ts";

/** The parts of the policy that the bars show, by usage type. */
export interface ShownPolicy {
  readonly low: Readonly<Record<string, Amount | undefined>>;
  readonly limits: Readonly<Record<string, Amount | undefined>>;
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
    readonly lowBalance?: ShownPolicy["low"];
    readonly ceilings?: ShownPolicy["limits"];
  };
  return { low: lowBalance, limits: ceilings };
}
