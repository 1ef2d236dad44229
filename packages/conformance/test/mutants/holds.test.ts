import { describeMutants } from "./describe-mutants.ts";
import { holdMutants } from "./holds.ts";

describeMutants(holdMutants);
