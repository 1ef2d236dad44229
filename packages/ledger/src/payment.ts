/** What the simulated payment gateway says. */
export type PaymentAnswer =
  | "approved"
  | "declined"
  | "insufficientFunds"
  | "slow"
  /** Approved, and then the caller's connection drops: the caller sees to that. */
  | "lostAnswer";

/** The test values of `paymentMethod.id`, as card processors have them. Anything else is approved. */
export const paymentAnswers: Readonly<Record<string, PaymentAnswer>> = {
  pm_approved: "approved",
  pm_declined: "declined",
  pm_insufficient_funds: "insufficientFunds",
  pm_slow: "slow",
  pm_lost_answer: "lostAnswer",
};

/** The gateway's answer for a payment method. */
export const paymentAnswer = (paymentMethodId: string | undefined): PaymentAnswer =>
  (typeof paymentMethodId === "string" && Object.hasOwn(paymentAnswers, paymentMethodId)
    ? paymentAnswers[paymentMethodId]
    : undefined) ?? "approved";
