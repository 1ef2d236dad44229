import { describeMutants } from "./describe-mutants.ts";
import { reservationMutants } from "./reservations.ts";

describeMutants(reservationMutants);
