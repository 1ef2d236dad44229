import type { Scenario } from "@tmf654/mock";

const account = "acc-vidal";
const rosa = "34600000120";
const leo = "34600000121";
const alma = "34600000122";

type Action = NonNullable<Scenario["actions"]>[number];

/** A data session of a member: it reserves 4 GB and consumes a part. */
const session = (at: string, number: string, used: number): Action => ({
  at,
  resource: "reserveBalance",
  body: {
    amount: { amount: 4, units: "GB" },
    usageType: "data",
    bucket: { id: "rosa-family" },
    logicalResource: [{ id: number }],
  },
  patch: { status: "completed", reason: "Session ended", amount: { amount: used, units: "GB" } },
});

/** A parent and two children who share one data bucket. */
export const family: Scenario = {
  name: "family",
  description: "Rosa and her children share the data of one month.",
  subscribers: [
    {
      key: "rosa",
      name: "Rosa Vidal",
      msisdn: rosa,
      account,
      productName: "Familia 60",
      buckets: [
        { key: "main", usageType: "monetary", name: "Main balance", amount: 18.2, units: "EUR" },
        {
          key: "family",
          usageType: "data",
          name: "Family data",
          amount: 60,
          units: "GB",
          starts: "-P14D",
          ends: "P16D",
          sharedWith: [leo, alma],
        },
      ],
    },
    {
      key: "leo",
      name: "Leo Vidal",
      msisdn: leo,
      account,
      productName: "Familia",
      buckets: [
        { key: "main", usageType: "monetary", name: "Main balance", amount: 4, units: "EUR" },
      ],
    },
    {
      key: "alma",
      name: "Alma Vidal",
      msisdn: alma,
      account,
      productName: "Familia",
      buckets: [
        { key: "main", usageType: "monetary", name: "Main balance", amount: 1.2, units: "EUR" },
      ],
    },
  ],
  actions: [
    session("-P12D", leo, 3.5),
    session("-P10D", rosa, 1.25),
    session("-P8DT4H", leo, 2.75),
    session("-P6D", alma, 2.25),
    session("-P4D", leo, 3.25),
    session("-P2DT9H", rosa, 0.75),
    session("-P1DT3H", alma, 1.5),
  ],
};
