import { balanceMutants } from "./balances.ts";
import { describeMutants } from "./describe-mutants.ts";

describeMutants(balanceMutants);
