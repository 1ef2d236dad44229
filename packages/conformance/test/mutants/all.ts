/** Every mutant, in the order of the suite's levels. */
import { balanceMutants } from "./balances.ts";
import { setupMutants } from "./by-setup.ts";
import { certifiedMutants } from "./certified.ts";
import { contractReadMutants } from "./contract-reads.ts";
import { contractWriteMutants } from "./contract-writes.ts";
import { eventMutants } from "./events.ts";
import { eventAndViewMutants } from "./events-and-views.ts";
import { pageMutants } from "./guideline-pages.ts";
import { queryMutants } from "./guideline-queries.ts";
import { reservationMutants } from "./reservations.ts";
import { wideCertificateMutants } from "./wide-certificate.ts";

/** Names of broken behaviours, and the cases that fail for each. */
export const allMutants = [
  ...certifiedMutants,
  ...contractReadMutants,
  ...contractWriteMutants,
  ...queryMutants,
  ...pageMutants,
  ...balanceMutants,
  ...reservationMutants,
  ...eventAndViewMutants,
  ...eventMutants,
  ...setupMutants,
  ...wideCertificateMutants,
];
