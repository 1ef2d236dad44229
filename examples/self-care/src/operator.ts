/** The terms of the operator. A real app gets them from its product catalogue. */
import { compare, findUnit, fromQuantity } from "@tmf654/quantity";

/** An amount with its unit. */
export interface Quantity {
  readonly amount: number;
  readonly units: string;
}

/** The offer of the operator in one currency. */
export interface Offer {
  readonly amounts: readonly number[];
  readonly least: number;
  readonly most: number;
  /** The fee of a transfer to another line. The server's tariff takes precedence. */
  readonly transferFee: number;
}

const offers: Readonly<Record<string, Offer>> = {
  CLP: { amounts: [2000, 5000, 10_000, 20_000], least: 1000, most: 50_000, transferFee: 200 },
  SEK: { amounts: [50, 100, 200, 300], least: 20, most: 1000, transferFee: 3 },
};
const usualOffer: Offer = { amounts: [5, 10, 20, 30], least: 2, most: 150, transferFee: 0.25 };

/** Returns the offer in a currency. */
export function offerIn(currency: string): Offer {
  return offers[currency] ?? usualOffer;
}

/** Below these amounts the app warns. */
const lowBalances: readonly Quantity[] = [
  ...["EUR", "GBP", "USD", "AUD"].map((units) => ({ amount: 2, units })),
  { amount: 500, units: "CLP" },
  { amount: 20, units: "SEK" },
  { amount: 100, units: "MB" },
  { amount: 5, units: "min" },
  { amount: 5, units: "SMS" },
];

/** Whether the app warns about an amount. It never warns about a unit that it does not know. */
export function isLow({ amount = 0, units = "" }: Partial<Quantity> = {}): boolean {
  const dimension = findUnit(units)?.dimension;
  const limit = lowBalances.find((each) => findUnit(each.units)?.dimension === dimension);
  if (!dimension || !limit) return false;
  return compare(fromQuantity({ amount, units }), fromQuantity(limit)) < 0;
}

/** A card of the customer. A real app gets the cards from its payment provider. */
export interface Card {
  readonly id: string;
  readonly name: string;
  /** The result of its payments in the mock. */
  readonly result: "approved" | "declined" | "empty" | "slow" | "lost";
}

/** Cards whose payments have a fixed result in the mock. */
export const cards: readonly Card[] = [
  { id: "pm_approved", name: "Visa •••• 4242", result: "approved" },
  { id: "pm_declined", name: "Visa •••• 0002", result: "declined" },
  { id: "pm_insufficient_funds", name: "Mastercard •••• 9995", result: "empty" },
  { id: "pm_slow", name: "Maestro •••• 3063", result: "slow" },
  { id: "pm_lost_response", name: "Amex •••• 1005", result: "lost" },
];
