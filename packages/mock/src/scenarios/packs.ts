import type { Scenario, SeedAction, SeedBucket, Subscriber } from "./scenario.ts";

const monetary = "monetary";

const sofiaBuckets: readonly SeedBucket[] = [
  {
    key: "main",
    usageType: monetary,
    name: "Main balance",
    amount: 4.5,
    units: "EUR",
    starts: "-P90D",
    ends: "P5M",
    priority: 2,
  },
  {
    key: "bonus",
    usageType: monetary,
    name: "Bonus balance",
    description: "3 EUR for the last top-up. Spent before the main balance.",
    amount: 3,
    units: "EUR",
    starts: "-P13D",
    ends: "P17D",
    product: { id: "prod-bonus-3", name: "Top-up bonus" },
    priority: 1,
    transferable: false,
  },
  {
    key: "data",
    usageType: "data",
    name: "Data 10 GB",
    description: "10 GB for 30 days.",
    amount: 10,
    units: "GB",
    starts: "-P11D",
    ends: "P19D",
    product: { id: "prod-data-10", name: "Data pack 10 GB" },
  },
  {
    key: "next",
    usageType: "data",
    name: "Data 10 GB, next month",
    description: "Bought already. It starts when the present pack ends.",
    amount: 10,
    units: "GB",
    starts: "P19D",
    ends: "P49D",
    product: { id: "prod-data-10-next", name: "Data pack 10 GB" },
  },
  {
    key: "travel",
    usageType: "data",
    name: "Travel 3 GB",
    description: "Its week begins with the first use.",
    amount: 3,
    units: "GB",
    starts: "-P4D",
    ends: "P60D",
    firstUse: "P7D",
    product: { id: "prod-travel-3", name: "Travel week" },
    priority: 1,
    transferable: false,
  },
  {
    key: "voice",
    usageType: "voice",
    name: "Minutes 120",
    amount: 120,
    units: "min",
    starts: "-P11D",
    ends: "P19D",
    product: { id: "prod-voice-120", name: "Voice pack 120" },
  },
];

const sofia: Subscriber = {
  key: "sofia",
  name: "Sofía Navarro",
  msisdn: "34600000116",
  productName: "Prepago",
  buckets: sofiaBuckets,
};

const mateo: Subscriber = {
  key: "mateo",
  name: "Mateo Navarro",
  msisdn: "34600000117",
  productName: "Prepago",
  buckets: [
    {
      key: "main",
      usageType: monetary,
      name: "Main balance",
      amount: 2,
      units: "EUR",
      starts: "-P90D",
      ends: "P4M",
    },
  ],
};

const eur = (amount: number) => ({ amount, units: "EUR" });
const mainReferences = { bucket: { id: "sofia-main" }, partyAccount: { id: "acc-sofia" } };
const data = { bucket: { id: "sofia-data" }, partyAccount: { id: "acc-sofia" } };

const topupAction = (at: string, amount: number, method: string): SeedAction => ({
  at,
  resource: "topupBalance",
  body: {
    ...mainReferences,
    amount: eur(amount),
    usageType: monetary,
    channel: { id: "app", name: "App" },
    paymentMethod: { id: method, "@referredType": "PaymentMethod" },
  },
});

const adjustAction = (at: string, amount: number, reason: string): SeedAction => ({
  at,
  resource: "adjustBalance",
  body: {
    ...mainReferences,
    amount: eur(amount),
    usageType: monetary,
    adjustType: "oneTime",
    reason,
  },
});

const sessionAction = (at: string, amount: number): SeedAction => ({
  at,
  resource: "reserveBalance",
  body: { ...data, amount: { amount: 1, units: "GB" }, usageType: "data" },
  patch: { status: "completed", reason: "Session ended", amount: { amount, units: "GB" } },
});

const giftAction: SeedAction = {
  at: "-P9D",
  resource: "transferBalance",
  body: {
    ...mainReferences,
    amount: eur(5),
    usageType: monetary,
    reason: "For the bus",
    channel: { id: "app", name: "App" },
    logicalResource: [{ id: "34600000116" }],
    receiverBucket: { id: "mateo-main" },
    receiverBucketUsageType: monetary,
    receiverLogicalResource: { id: "34600000117" },
  },
};

/**
 * A scenario with the account of a customer app: a main balance, a bonus, packs, and six weeks of
 * history.
 */
export const packs: Scenario = {
  name: "packs",
  description:
    "A line with a main balance, a bonus, packs with their own products, a pack for next month, and history.",
  subscribers: [sofia, mateo],
  actions: [
    topupAction("-P42D", 10, "pm_card"),
    adjustAction("-P41D", -8, "Data pack 5 GB"),
    topupAction("-P27DT3H", 10, "pm_card"),
    adjustAction("-P25D", 1.5, "Goodwill: no network on Sunday"),
    topupAction("-P13DT2H", 5, "pm_declined"),
    topupAction("-P13D", 20, "pm_card"),
    adjustAction("-P11D", -12, "Data pack 10 GB and 120 minutes"),
    sessionAction("-P10D", 0.75),
    giftAction,
    sessionAction("-P7D", 0.375),
    adjustAction("-P4D", -6, "Travel week"),
    sessionAction("-P3DT6H", 1),
    sessionAction("-P1D", 0.625),
  ],
};
