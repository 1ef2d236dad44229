import { setupMutants } from "./by-setup.ts";
import { describeMutants } from "./describe-mutants.ts";

describeMutants(setupMutants);
