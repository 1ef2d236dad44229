import { describeMutants } from "./describe-mutants.ts";
import { queryMutants } from "./guideline-queries.ts";

describeMutants(queryMutants);
