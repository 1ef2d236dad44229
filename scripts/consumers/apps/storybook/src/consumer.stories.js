import { ownOrigin, show, topUp } from "../top-up.js";

export default { title: "Consumer" };

/** In the default scenario the bucket has €25.50. */
const main = { key: "main", usageType: "monetary", name: "Credit", amount: 15.5, units: "EUR" };

export const Page = {
  parameters: {
    scenario: {
      name: "story",
      description: "One line.",
      subscribers: [{ key: "ana", name: "Ana", msisdn: "34600000101", buckets: [main] }],
    },
  },
  render: () => {
    show(topUp(ownOrigin(), 20));
    return "<p>Consumer</p>";
  },
};
