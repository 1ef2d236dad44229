/** A result of the simulated payment gateway. */
export type PaymentResult =
  | "approved"
  | "declined"
  | "insufficientFunds"
  | "slow"
  /** Approved, and then the caller's connection drops: the caller sees to that. */
  | "lostResponse";

/** The test values of `paymentMethod.id`, as card processors have them. Anything else is approved. */
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
