import type { Scenario } from "./scenario.ts";

/**
 * A scenario with a lost phone. The line is blocked, every debit and top-up is refused, and the
 * reservation stays open.
 */
export const suspendedLine: Scenario = {
  name: "suspended-line",
  description: "One suspended line, and a friend who tries to send money to it.",
  subscribers: [
    {
      key: "sven",
      name: "Sven Nordin",
      msisdn: "46701740621",
      buckets: [
        {
          key: "main",
          usageType: "monetary",
          name: "Saldo",
          amount: 120,
          units: "SEK",
          suspended: true,
        },
      ],
    },
    {
      key: "tove",
      name: "Tove Nordin",
      msisdn: "46701740622",
      buckets: [{ key: "main", usageType: "monetary", name: "Saldo", amount: 80, units: "SEK" }],
    },
  ],
};
