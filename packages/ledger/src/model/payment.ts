/** A result of the simulated payment gateway. */
export type PaymentResult =
  | "approved"
  | "declined"
  | "insufficientFunds"
  | "slow"
  /** Approved, but the response is lost. The caller drops the connection. */
  | "lostResponse";

/**
 * The test values of `paymentMethod.id`, like those of card processors. Any other id is approved.
 */
export const testPayments: Readonly<Record<string, PaymentResult>> = {
  pm_approved: "approved",
  pm_declined: "declined",
  pm_insufficient_funds: "insufficientFunds",
  pm_slow: "slow",
  pm_lost_response: "lostResponse",
};

/** The gateway's result for a payment method. */
export const paymentResultFor = (paymentMethodId: string | undefined): PaymentResult =>
  (typeof paymentMethodId === "string" && Object.hasOwn(testPayments, paymentMethodId)
    ? testPayments[paymentMethodId]
    : undefined) ?? "approved";
