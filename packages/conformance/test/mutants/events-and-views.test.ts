import { describeMutants } from "./describe-mutants.ts";
import { eventAndViewMutants } from "./events-and-views.ts";

describeMutants(eventAndViewMutants);
