import { describeMutants } from "./describe-mutants.ts";
import { pageMutants } from "./guideline-pages.ts";

describeMutants(pageMutants);
