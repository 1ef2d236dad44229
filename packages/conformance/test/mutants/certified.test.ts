import { certifiedMutants } from "./certified.ts";
import { describeMutants } from "./describe-mutants.ts";

describeMutants(certifiedMutants);
