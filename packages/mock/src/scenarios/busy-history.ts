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
  const amount = (value: number) => ({ amount: value, units: "USD" });
  const at = (hours: number) => `-P${days - index}DT${hours}H`;
  const actions: SeedAction[] = [
    {
      at: at(12),
      resource: "topupBalance",
      body: { amount: amount(5 + (index % 4) * 5), usageType, bucket, partyAccount },
    },
    {
      at: at(6),
      resource: "reserveBalance",
      body: { amount: amount(4), usageType, bucket, partyAccount },
      patch: { status: "completed", reason: "Call ended", amount: amount(1.25 + (index % 3)) },
    },
  ];
  if (index % 5 === 0) {
    actions.push({
      at: at(3),
      resource: "adjustBalance",
      body: {
        reason: "Goodwill",
        adjustType: "oneTime",
        amount: amount(2),
        usageType,
        bucket,
        partyAccount,
      },
    });
  }
  if (index % 7 === 0) {
    actions.push({
      at: at(2),
      resource: "adjustBalance",
      body: {
        reason: "Correction",
        adjustType: "oneTime",
        amount: amount(-5000),
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
