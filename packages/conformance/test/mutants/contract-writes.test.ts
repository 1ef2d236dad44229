import { contractWriteMutants } from "./contract-writes.ts";
import { describeMutants } from "./describe-mutants.ts";

describeMutants(contractWriteMutants);
