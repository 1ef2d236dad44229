import { contractReadMutants } from "./contract-reads.ts";
import { describeMutants } from "./describe-mutants.ts";

describeMutants(contractReadMutants);
