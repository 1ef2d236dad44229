import type { Scenario, SeedAction } from "./scenario.ts";

const bucket = { id: "omar-main" };
const partyAccount = { id: "acc-omar" };
const usageType = "monetary";
const days = 30;

/**
 * The actions of one day: a top-up and a partly consumed reservation, on every fifth day a goodwill
 * credit, and once a refused debit.
 */
function actionsOfDay(index: number): readonly SeedAction[] {
  const usd = (value: number) => ({ amount: value, units: "USD" });
  const hoursAgo = (hours: number) => `-P${days - index}DT${hours}H`;
  const actions: SeedAction[] = [
    {
      at: hoursAgo(12),
      resource: "topupBalance",
      body: { amount: usd(5 + (index % 4) * 5), usageType, bucket, partyAccount },
    },
    {
      at: hoursAgo(6),
      resource: "reserveBalance",
      body: { amount: usd(4), usageType, bucket, partyAccount },
      patch: { status: "completed", reason: "Call ended", amount: usd(1.25 + (index % 3)) },
    },
  ];
  if (index % 5 === 0) {
    actions.push({
      at: hoursAgo(3),
      resource: "adjustBalance",
      body: {
        reason: "Goodwill",
        adjustType: "oneTime",
        amount: usd(2),
        usageType,
        bucket,
        partyAccount,
      },
    });
  }
  if (index % 7 === 0) {
    actions.push({
      at: hoursAgo(2),
      resource: "adjustBalance",
      body: {
        reason: "Correction",
        adjustType: "oneTime",
        amount: usd(-5000),
        usageType,
        bucket,
        partyAccount,
      },
    });
  }
  return actions;
}

/** A scenario with a long history: about seventy actions in thirty days, some of them failed. */
export const busyHistory: Scenario = {
  name: "busy-history",
  description: "One line with a month of top-ups, usage, credits and refused debits.",
  subscribers: [
    {
      key: "omar",
      name: "Omar Haddad",
      msisdn: "12025550141",
      buckets: [
        {
          key: "main",
          usageType,
          name: "Account balance",
          amount: 20,
          units: "USD",
          starts: "-P40D",
        },
      ],
    },
  ],
  actions: Array.from({ length: days }, (_, index) => actionsOfDay(index)).flat(),
};
