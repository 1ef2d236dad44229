import type { Scenario } from "./scenario.ts";

/**
 * A scenario for the first screen after activation: a starter credit, nothing spent and no
 * history.
 */
export const newSubscriber: Scenario = {
  name: "new-subscriber",
  description: "One line activated an hour ago, with its starter credit and nothing used.",
  subscribers: [
    {
      key: "nora",
      name: "Nora Fischer",
      msisdn: "4915228817201",
      productName: "Prepaid Start",
      buckets: [
        {
          key: "main",
          usageType: "monetary",
          name: "Starter credit",
          amount: 5,
          units: "EUR",
          starts: "-PT1H",
          ends: "P6M",
        },
      ],
    },
  ],
};
