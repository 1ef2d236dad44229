export { debitMark } from "./debit.ts";
export { DebitFailedError, ReservationWithoutEndError } from "./errors.ts";
export type { ReservationCalls } from "./progress.ts";
export type { ReservationOptions, ReservationRecord } from "./record.ts";
export { settle } from "./settle.ts";
