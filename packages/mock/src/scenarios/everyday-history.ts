import type { SeedAction } from "./scenario.ts";

const usageType = "monetary";
const app = { id: "app", name: "App" };

/** The actions of one subscriber on the main balance and the data, in one currency. */
function actionsOf(key: string, units: string) {
  const partyAccount = { id: `acc-${key}` };
  const ownMembers = { bucket: { id: `${key}-main` }, partyAccount, usageType };
  const dataMembers = { bucket: { id: `${key}-data` }, partyAccount, usageType: "data" };
  const gb = (amount: number) => ({ amount, units: "GB" });
  const money = (amount: number) => ({ amount, units });
  const adjustMembers = { adjustType: "oneTime" };
  return {
    topup: (at: string, amount: number, method = "pm_card"): SeedAction => ({
      at,
      resource: "topupBalance",
      body: {
        ...ownMembers,
        amount: money(amount),
        channel: app,
        paymentMethod: { id: method, "@referredType": "PaymentMethod" },
      },
    }),
    buy: (at: string, amount: number, reason: string): SeedAction => ({
      at,
      resource: "adjustBalance",
      body: { ...ownMembers, ...adjustMembers, amount: money(-amount), reason },
    }),
    goodwill: (at: string, amount: number, reason: string): SeedAction => ({
      at,
      resource: "adjustBalance",
      body: { ...dataMembers, ...adjustMembers, amount: gb(amount), reason },
    }),
    call: (at: string, reserved: number, used: number): SeedAction => ({
      at,
      resource: "reserveBalance",
      body: { ...ownMembers, amount: money(reserved) },
      patch: { status: "completed", reason: "Call ended", amount: money(used) },
    }),
    session: (at: string, used: number): SeedAction => ({
      at,
      resource: "reserveBalance",
      body: { ...dataMembers, amount: gb(1) },
      patch: { status: "completed", reason: "Session ended", amount: gb(used) },
    }),
    gift: (at: string, amount: number, to: string, number: string): SeedAction => ({
      at,
      resource: "transferBalance",
      body: {
        ...ownMembers,
        amount: money(amount),
        reason: "For the bus",
        channel: app,
        receiverBucket: { id: `${to}-main` },
        receiverBucketUsageType: usageType,
        receiverLogicalResource: { id: number },
      },
    }),
  };
}

const ana = actionsOf("ana", "EUR");
const ben = actionsOf("ben", "GBP");
const camila = actionsOf("camila", "CLP");
const dwayne = actionsOf("dwayne", "USD");
const liam = actionsOf("liam", "EUR");

/** Four weeks of actions. Each balance is afterwards as the scenario has it. */
export const everydayHistory: readonly SeedAction[] = [
  ana.topup("-P27D", 10),
  ana.buy("-P26D", 6, "Data pack 10 GB"),
  ana.session("-P24D", 0.75),
  ana.call("-P21DT5H", 4, 1.5),
  ana.goodwill("-P20D", 1.25, "No network on Sunday"),
  ana.topup("-P13DT1H", 10, "pm_declined"),
  ana.topup("-P13D", 10),
  ana.gift("-P12D", 5, "liam", "353209100113"),
  ana.buy("-P6D", 7.5, "Roaming day"),
  ana.session("-P2D", 0.5),
  ben.topup("-P20DT2H", 10),
  ben.buy("-P20D", 10, "Data allowance 3 GB"),
  camila.topup("-P18D", 2000),
  camila.buy("-P9D", 2000, "Bolsa 2 GB"),
  dwayne.topup("-P15D", 10),
  dwayne.call("-P14D", 2, 1.25),
  dwayne.buy("-P12D", 8.75, "High-speed data"),
  liam.call("-P11D", 3, 2.25),
  liam.call("-P4D", 3, 2.75),
];
