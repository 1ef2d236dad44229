import type { Reply } from "./fake-server.ts";
import {
  cardTopup,
  dateHeader,
  earlierTopup,
  foreignTopup,
  listReply,
  otherOwners,
  ownTopup,
  paymentTopup,
  startTime,
  timeAt,
  voucherTopup,
} from "./unconfirmed-write.ts";

type Body = typeof cardTopup | typeof paymentTopup | typeof voucherTopup;

/** A list that the server returns after a POST of unknown outcome, and the expected verdict. */
export interface ReconcileCase {
  name: string;
  body: Body;
  reply: Reply;
  verdict: "applied" | "notApplied" | "undecided";
}

export const reconcileCases: readonly ReconcileCase[] = [
  {
    name: "one matching action since the call",
    body: cardTopup,
    reply: listReply([ownTopup]),
    verdict: "applied",
  },
  {
    name: "one matching action, still open",
    body: cardTopup,
    reply: listReply([{ ...ownTopup, status: "created" }]),
    verdict: "applied",
  },
  { name: "none since the call", body: cardTopup, reply: listReply([]), verdict: "notApplied" },
  {
    name: "one like it from yesterday, perhaps dated by another clock",
    body: cardTopup,
    reply: listReply([{ ...ownTopup, requestedDate: timeAt(-86_400) }]),
    verdict: "undecided",
  },
  {
    name: "one of another amount from yesterday",
    body: cardTopup,
    reply: listReply([
      { ...ownTopup, requestedDate: timeAt(-86_400), amount: { amount: 6, units: "eur" } },
    ]),
    verdict: "notApplied",
  },
  {
    name: "one of another amount in other units from yesterday",
    body: cardTopup,
    reply: listReply([
      { ...ownTopup, requestedDate: timeAt(-86_400), amount: { amount: 500, units: "ct" } },
    ]),
    verdict: "undecided",
  },
  {
    name: "one that matches, dated after the server's clock",
    body: cardTopup,
    reply: listReply([{ ...ownTopup, requestedDate: timeAt(3600) }]),
    verdict: "undecided",
  },
  {
    name: "another bucket",
    body: cardTopup,
    reply: listReply([{ ...ownTopup, bucket: { id: "b2" } }]),
    verdict: "undecided",
  },
  {
    name: "one of another account",
    body: cardTopup,
    reply: listReply([{ ...ownTopup, ...otherOwners }]),
    verdict: "notApplied",
  },
  {
    name: "one of another account, on a partial page",
    body: cardTopup,
    reply: listReply([{ ...ownTopup, ...otherOwners }], dateHeader, 206),
    verdict: "undecided",
  },
  {
    name: "one of another account, with more records than shown",
    body: cardTopup,
    reply: listReply([{ ...ownTopup, ...otherOwners }], { ...dateHeader, "x-total-count": "2" }),
    verdict: "undecided",
  },
  {
    name: "one of an unknown status",
    body: cardTopup,
    reply: listReply([{ ...ownTopup, status: "rejected" }]),
    verdict: "undecided",
  },
  {
    name: "one with status Failed",
    body: cardTopup,
    reply: listReply([{ ...ownTopup, status: "Failed" }]),
    verdict: "notApplied",
  },
  {
    name: "one with almost no attributes",
    body: cardTopup,
    reply: listReply([{ id: "t1", requestedDate: timeAt(1) }]),
    verdict: "undecided",
  },
  {
    name: "one that failed, and one with other spelling",
    body: cardTopup,
    reply: listReply([
      { ...ownTopup, status: "failed" },
      { ...ownTopup, id: "t2", usageType: "Monetary" },
    ]),
    verdict: "undecided",
  },
  {
    name: "one that failed",
    body: cardTopup,
    reply: listReply([{ ...ownTopup, status: "failed" }]),
    verdict: "notApplied",
  },
  {
    name: "two matching actions",
    body: cardTopup,
    reply: listReply([ownTopup, { ...ownTopup, id: "t2" }]),
    verdict: "undecided",
  },
  {
    name: "one, without a Date header",
    body: cardTopup,
    reply: listReply([ownTopup], {}),
    verdict: "undecided",
  },
  {
    name: "none, without a Date header",
    body: cardTopup,
    reply: listReply([], {}),
    verdict: "undecided",
  },
  {
    name: "none, but the list is incomplete",
    body: cardTopup,
    reply: listReply([], { ...dateHeader, "x-total-count": "9" }),
    verdict: "undecided",
  },
  {
    name: "one without requestedDate",
    body: cardTopup,
    reply: listReply([{ ...ownTopup, requestedDate: undefined }]),
    verdict: "undecided",
  },
  {
    name: "a server an hour ahead",
    body: cardTopup,
    reply: listReply([{ ...ownTopup, requestedDate: timeAt(3601) }], {
      date: new Date(Date.parse(startTime) + 3_600_000).toUTCString(),
    }),
    verdict: "applied",
  },
  {
    name: "the payment",
    body: paymentTopup,
    reply: listReply([{ ...ownTopup, ...paymentTopup }], {}),
    verdict: "applied",
  },
  {
    name: "another payment",
    body: paymentTopup,
    reply: listReply([{ ...ownTopup, paymentMethod: { id: "pay-8" } }], {}),
    verdict: "undecided",
  },
  {
    name: "another payment, from yesterday",
    body: paymentTopup,
    reply: listReply([
      { ...ownTopup, requestedDate: timeAt(-86_400), paymentMethod: { id: "pay-8" } },
    ]),
    verdict: "notApplied",
  },
  {
    name: "an empty voucher",
    body: { ...cardTopup, voucher: "" },
    reply: listReply([{ ...earlierTopup, voucher: "" }]),
    verdict: "undecided",
  },
  {
    name: "no payment at all",
    body: paymentTopup,
    reply: listReply([ownTopup]),
    verdict: "undecided",
  },
  {
    name: "the payment, for another account",
    body: paymentTopup,
    reply: listReply([{ ...ownTopup, ...paymentTopup, ...otherOwners }]),
    verdict: "undecided",
  },
  {
    name: "the payment, with status Failed",
    body: paymentTopup,
    reply: listReply([{ ...ownTopup, ...paymentTopup, status: "Failed" }]),
    verdict: "notApplied",
  },
  {
    name: "an old one of another account, without the voucher",
    body: voucherTopup,
    reply: listReply([foreignTopup]),
    verdict: "notApplied",
  },
  {
    name: "an old one of another account, without the payment",
    body: paymentTopup,
    reply: listReply([foreignTopup]),
    verdict: "notApplied",
  },
  {
    name: "an old one of another account, with the voucher",
    body: voucherTopup,
    reply: listReply([{ ...foreignTopup, voucher: "4711" }]),
    verdict: "undecided",
  },
  {
    name: "the voucher",
    body: voucherTopup,
    reply: listReply([{ ...ownTopup, ...voucherTopup }], {}),
    verdict: "applied",
  },
  {
    name: "one from a minute ago, within the clock tolerance",
    body: cardTopup,
    reply: listReply([earlierTopup]),
    verdict: "undecided",
  },
  {
    name: "the payment, dated by another clock",
    body: paymentTopup,
    reply: listReply([{ ...earlierTopup, ...paymentTopup }]),
    verdict: "applied",
  },
  {
    name: "the voucher, failed a minute ago",
    body: voucherTopup,
    reply: listReply([{ ...earlierTopup, ...voucherTopup, status: "failed" }]),
    verdict: "notApplied",
  },
  {
    name: "the voucher, with another amount",
    body: voucherTopup,
    reply: listReply([{ ...ownTopup, ...voucherTopup, amount: { amount: 20, units: "EUR" } }], {}),
    verdict: "applied",
  },
  {
    name: "the amount in other units",
    body: cardTopup,
    reply: listReply([{ ...ownTopup, amount: { amount: 500, units: "ct" } }]),
    verdict: "undecided",
  },
  {
    name: "the voucher, failed",
    body: voucherTopup,
    reply: listReply([{ ...ownTopup, ...voucherTopup, status: "failed" }]),
    verdict: "notApplied",
  },
];
