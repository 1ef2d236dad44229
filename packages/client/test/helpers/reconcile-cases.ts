import type { Reply } from "./fake-server.ts";
import {
  another,
  at,
  card,
  date,
  list,
  mine,
  old,
  paid,
  start,
  stranger,
  voucher,
} from "./unconfirmed-write.ts";

type Body = typeof card | typeof paid | typeof voucher;

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
    body: card,
    reply: list([mine]),
    verdict: "applied",
  },
  {
    name: "one matching action, still open",
    body: card,
    reply: list([{ ...mine, status: "created" }]),
    verdict: "applied",
  },
  { name: "none since the call", body: card, reply: list([]), verdict: "notApplied" },
  {
    name: "one like it from yesterday, perhaps dated by another clock",
    body: card,
    reply: list([{ ...mine, requestedDate: at(-86_400) }]),
    verdict: "undecided",
  },
  {
    name: "one of another amount from yesterday",
    body: card,
    reply: list([{ ...mine, requestedDate: at(-86_400), amount: { amount: 6, units: "eur" } }]),
    verdict: "notApplied",
  },
  {
    name: "one of another amount in other units from yesterday",
    body: card,
    reply: list([{ ...mine, requestedDate: at(-86_400), amount: { amount: 500, units: "ct" } }]),
    verdict: "undecided",
  },
  {
    name: "one that matches, dated after the server's clock",
    body: card,
    reply: list([{ ...mine, requestedDate: at(3600) }]),
    verdict: "undecided",
  },
  {
    name: "another bucket",
    body: card,
    reply: list([{ ...mine, bucket: { id: "b2" } }]),
    verdict: "undecided",
  },
  {
    name: "one of another account",
    body: card,
    reply: list([{ ...mine, ...another }]),
    verdict: "notApplied",
  },
  {
    name: "one of another account, on a partial page",
    body: card,
    reply: list([{ ...mine, ...another }], date, 206),
    verdict: "undecided",
  },
  {
    name: "one of another account, with more records than shown",
    body: card,
    reply: list([{ ...mine, ...another }], { ...date, "x-total-count": "2" }),
    verdict: "undecided",
  },
  {
    name: "one of an unknown status",
    body: card,
    reply: list([{ ...mine, status: "rejected" }]),
    verdict: "undecided",
  },
  {
    name: "one with status Failed",
    body: card,
    reply: list([{ ...mine, status: "Failed" }]),
    verdict: "notApplied",
  },
  {
    name: "one with almost no attributes",
    body: card,
    reply: list([{ id: "t1", requestedDate: at(1) }]),
    verdict: "undecided",
  },
  {
    name: "one that failed, and one with other spelling",
    body: card,
    reply: list([
      { ...mine, status: "failed" },
      { ...mine, id: "t2", usageType: "Monetary" },
    ]),
    verdict: "undecided",
  },
  {
    name: "one that failed",
    body: card,
    reply: list([{ ...mine, status: "failed" }]),
    verdict: "notApplied",
  },
  {
    name: "two matching actions",
    body: card,
    reply: list([mine, { ...mine, id: "t2" }]),
    verdict: "undecided",
  },
  {
    name: "one, without a Date header",
    body: card,
    reply: list([mine], {}),
    verdict: "undecided",
  },
  { name: "none, without a Date header", body: card, reply: list([], {}), verdict: "undecided" },
  {
    name: "none, but the list is incomplete",
    body: card,
    reply: list([], { ...date, "x-total-count": "9" }),
    verdict: "undecided",
  },
  {
    name: "one without requestedDate",
    body: card,
    reply: list([{ ...mine, requestedDate: undefined }]),
    verdict: "undecided",
  },
  {
    name: "a server an hour ahead",
    body: card,
    reply: list([{ ...mine, requestedDate: at(3601) }], {
      date: new Date(Date.parse(start) + 3_600_000).toUTCString(),
    }),
    verdict: "applied",
  },
  { name: "the payment", body: paid, reply: list([{ ...mine, ...paid }], {}), verdict: "applied" },
  {
    name: "another payment",
    body: paid,
    reply: list([{ ...mine, paymentMethod: { id: "pay-8" } }], {}),
    verdict: "undecided",
  },
  {
    name: "another payment, from yesterday",
    body: paid,
    reply: list([{ ...mine, requestedDate: at(-86_400), paymentMethod: { id: "pay-8" } }]),
    verdict: "notApplied",
  },
  {
    name: "an empty voucher",
    body: { ...card, voucher: "" },
    reply: list([{ ...old, voucher: "" }]),
    verdict: "undecided",
  },
  { name: "no payment at all", body: paid, reply: list([mine]), verdict: "undecided" },
  {
    name: "the payment, for another account",
    body: paid,
    reply: list([{ ...mine, ...paid, ...another }]),
    verdict: "undecided",
  },
  {
    name: "the payment, with status Failed",
    body: paid,
    reply: list([{ ...mine, ...paid, status: "Failed" }]),
    verdict: "notApplied",
  },
  {
    name: "an old one of another account, without the voucher",
    body: voucher,
    reply: list([stranger]),
    verdict: "notApplied",
  },
  {
    name: "an old one of another account, without the payment",
    body: paid,
    reply: list([stranger]),
    verdict: "notApplied",
  },
  {
    name: "an old one of another account, with the voucher",
    body: voucher,
    reply: list([{ ...stranger, voucher: "4711" }]),
    verdict: "undecided",
  },
  {
    name: "the voucher",
    body: voucher,
    reply: list([{ ...mine, ...voucher }], {}),
    verdict: "applied",
  },
  {
    name: "one from a minute ago, within the clock tolerance",
    body: card,
    reply: list([old]),
    verdict: "undecided",
  },
  {
    name: "the payment, dated by another clock",
    body: paid,
    reply: list([{ ...old, ...paid }]),
    verdict: "applied",
  },
  {
    name: "the voucher, failed a minute ago",
    body: voucher,
    reply: list([{ ...old, ...voucher, status: "failed" }]),
    verdict: "notApplied",
  },
  {
    name: "the voucher, with another amount",
    body: voucher,
    reply: list([{ ...mine, ...voucher, amount: { amount: 20, units: "EUR" } }], {}),
    verdict: "applied",
  },
  {
    name: "the amount in other units",
    body: card,
    reply: list([{ ...mine, amount: { amount: 500, units: "ct" } }]),
    verdict: "undecided",
  },
  {
    name: "the voucher, failed",
    body: voucher,
    reply: list([{ ...mine, ...voucher, status: "failed" }]),
    verdict: "notApplied",
  },
];
