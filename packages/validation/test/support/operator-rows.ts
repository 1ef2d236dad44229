/** A row for each deviation that was seen in messages of operators. */
import {
  adjustBalanceFields,
  type Fields,
  topupBalanceFields,
  transferBalanceFields,
} from "@tmf654/validation/fields";
import { type Dialect, june2020, published } from "@tmf654/validation/normalize";

export interface OperatorRow {
  readonly name: string;
  readonly from: object;
  readonly to: object;
  /** The path and the kind of every change. */
  readonly changes: readonly string[];
  readonly as?: Fields;
  readonly dialect?: Dialect;
}

const own: Dialect = {
  ...published,
  name: "own",
  units: { cents: { units: "EUR", exponent: -2 }, credits: { units: "unit" } },
};

const words: readonly OperatorRow[] = [
  ["status", "Active", "active"],
  ["status", "ACTIVE", "active"],
  ["status", "Inactive", "suspended"],
  ["status", "CLOSED", "expired"],
  ["usageType", "Sms", "sms"],
  ["usageType", "Voice", "voice"],
  ["usageType", "Core", "monetary"],
  ["usageType", "Loan", "monetary"],
  ["usageType", "2000004", "other"],
].map(([key = "", from, to]) => ({
  name: `${key} ${from}`,
  from: { [key]: from },
  to: { [key]: to },
  changes: [`${key} value`],
}));

const unitRows: readonly OperatorRow[] = [
  ["Mins", "min"],
  ["mins", "min"],
  ["seconds", "s"],
  ["octets", "B"],
  ["messages", "message"],
  ["eur", "EUR"],
].map(([from, to]) => ({
  name: `units ${from}`,
  from: { usageType: "other", remainingValue: { amount: 5, units: from } },
  to: { usageType: "other", remainingValue: { amount: 5, units: to } },
  changes: ["remainingValue.units units"],
}));

/** The messages, with the normalized result and the changes. */
export const operatorRows: readonly OperatorRow[] = [
  ...words,
  ...unitRows,
  {
    name: "adjustType credit",
    as: { adjustType: { type: "string", schema: "AdjustType", options: ["recurring", "oneTime"] } },
    from: { adjustType: "credit" },
    to: { adjustType: "oneTime" },
    changes: ["adjustType value"],
  },
  {
    name: "adjustType debit stays, because its amount would mean a credit",
    as: adjustBalanceFields,
    from: { usageType: "monetary", adjustType: "debit", amount: { amount: 5, units: "EUR" } },
    to: { usageType: "monetary", adjustType: "debit", amount: { amount: 5, units: "EUR" } },
    changes: [],
  },
  {
    name: "units of the contract stay",
    from: { usageType: "monetary", remainingValue: { amount: 5, units: "JMD" } },
    to: { usageType: "monetary", remainingValue: { amount: 5, units: "JMD" } },
    changes: [],
  },
  {
    name: "cents with a dialect that names the currency",
    dialect: own,
    from: { usageType: "monetary", remainingValue: { amount: 1999, units: "Cents" } },
    to: { usageType: "monetary", remainingValue: { amount: 19.99, units: "EUR" } },
    changes: ["remainingValue.amount amount", "remainingValue.units units"],
  },
  {
    name: "an amount as a string",
    from: { usageType: "monetary", remainingValue: { amount: "2.96", units: "EUR" } },
    to: { usageType: "monetary", remainingValue: { amount: 2.96, units: "EUR" } },
    changes: ["remainingValue.amount number"],
  },
  ...[
    ["1000b", 1000, "B", "data"],
    ["60s", 60, "s", "voice"],
    ["5msg", 5, "message", "sms"],
    ["3mms", 3, "MMS", "sms"],
    ["2event", 2, "event", "other"],
  ].map(([text, amount, units, usageType]) => ({
    name: `an amount with its unit, ${text}`,
    from: { remainingValue: { amount: text } },
    to: { remainingValue: { amount, units }, usageType },
    changes: ["remainingValue.amount amount", "remainingValue.units units", "usageType filled"],
  })),
  {
    name: "a string for the whole quantity",
    from: { usageType: "data", remainingValue: "1.5 GB" },
    to: { usageType: "data", remainingValue: { amount: 1.5, units: "GB" } },
    changes: ["remainingValue amount"],
  },
  {
    name: "more than 15 digits stay a string",
    from: { usageType: "other", remainingValue: { amount: "0.1234567890123456", units: "EUR" } },
    to: { usageType: "other", remainingValue: { amount: "0.1234567890123456", units: "EUR" } },
    changes: [],
  },
  {
    name: "single objects in place of lists",
    from: {
      usageType: "data",
      product: { id: "p1" },
      relatedParty: { id: "c1", "@referredType": "Customer" },
    },
    to: {
      usageType: "data",
      product: [{ id: "p1" }],
      relatedParty: [{ id: "c1", "@referredType": "Customer" }],
    },
    changes: ["product list", "relatedParty list"],
  },
  {
    name: "a list in place of a single object",
    from: { usageType: "data", partyAccount: [{ id: "a1" }] },
    to: { usageType: "data", partyAccount: { id: "a1" } },
    changes: ["partyAccount single"],
  },
  {
    name: "an empty list in place of a single object",
    from: { usageType: "data", partyAccount: [] },
    to: { usageType: "data" },
    changes: ["partyAccount removed"],
  },
  {
    name: "logicalResource with value in place of id",
    from: { usageType: "data", logicalResource: { value: "+32471000001" } },
    to: { usageType: "data", logicalResource: [{ value: "+32471000001", id: "32471000001" }] },
    changes: [
      "logicalResource list",
      "logicalResource.0.id member",
      "logicalResource.0.id identifier",
    ],
  },
  {
    name: "the extension characteristic stays",
    from: { usageType: "data", characteristic: [{ name: "tariff", value: "gold" }] },
    to: { usageType: "data", characteristic: [{ name: "tariff", value: "gold" }] },
    changes: [],
  },
  {
    name: "a missing usage type, with money",
    from: { remainingValue: { amount: 1, units: "EUR" } },
    to: { remainingValue: { amount: 1, units: "EUR" }, usageType: "monetary" },
    changes: ["usageType filled"],
  },
  {
    name: "references with an empty id",
    from: { usageType: "data", partyAccount: { id: "" }, product: [{ id: "" }, { id: "p" }] },
    to: { usageType: "data", product: [{ id: "p" }] },
    changes: ["partyAccount removed", "product.0 removed"],
  },
  {
    name: "null",
    from: { usageType: "data", description: null },
    to: { usageType: "data" },
    changes: ["description removed"],
  },
  {
    name: "an offset with a colon stays",
    from: { usageType: "data", validFor: { endDateTime: "2024-05-01T00:00:00-05:00" } },
    to: { usageType: "data", validFor: { endDateTime: "2024-05-01T00:00:00-05:00" } },
    changes: [],
  },
  {
    name: "an offset without a colon",
    from: { usageType: "data", validFor: { endDateTime: "2024-05-01T00:00:00.000+0000" } },
    to: { usageType: "data", validFor: { endDateTime: "2024-05-01T00:00:00.000+00:00" } },
    changes: ["validFor.endDateTime dateTime"],
  },
  {
    name: "ids that need encoding stay; number ids become strings",
    from: { id: "0.0.0.1+-balance_group+106463", usageType: "data", partyAccount: { id: 106463 } },
    to: { id: "0.0.0.1+-balance_group+106463", usageType: "data", partyAccount: { id: "106463" } },
    changes: ["partyAccount.id text"],
  },
  {
    name: "booleans as strings",
    from: { usageType: "data", isShared: "true" },
    to: { usageType: "data", isShared: true },
    changes: ["isShared boolean"],
  },
  {
    name: "impactedBucket and payment of the June 2020 version",
    as: topupBalanceFields,
    dialect: june2020,
    from: {
      status: "completed",
      usageType: "data",
      impactedBucket: [{ bucket: { id: "b1" }, amountBefore: 1, amountAfter: 2 }],
      payment: { id: "pay1" },
    },
    to: {
      status: "completed",
      usageType: "data",
      impactedBucket: [{ bucket: { id: "b1" }, amountBefore: 1, amountAfter: 2 }],
      payment: { id: "pay1" },
      bucket: { id: "b1" },
      paymentMethod: { "@type": "PaymentTransaction", id: "pay1" },
    },
    changes: ["bucket member", "paymentMethod member"],
  },
  {
    name: "a single impactedBucket in place of a list",
    as: topupBalanceFields,
    dialect: june2020,
    from: { usageType: "data", impactedBucket: { bucket: { id: "b1" }, amountBefore: 1 } },
    to: {
      usageType: "data",
      impactedBucket: { bucket: { id: "b1" }, amountBefore: 1 },
      bucket: { id: "b1" },
    },
    changes: ["bucket member"],
  },
  {
    name: "receiverPartyAccount of the June 2020 version",
    as: transferBalanceFields,
    dialect: june2020,
    from: { usageType: "data", receiverPartyAccount: { id: "a2" } },
    to: {
      usageType: "data",
      receiverPartyAccount: { id: "a2" },
      receiver: { "@referredType": "PartyAccount", id: "a2" },
    },
    changes: ["receiver member"],
  },
];
