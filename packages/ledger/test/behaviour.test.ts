import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** Every sentence of docs/reference/behaviour.md that the ledger answers for, and the title that proves it. */
const bullets: Readonly<Record<string, readonly [bullet: string, title: string][]>> = {
  Amounts: [
    ["exact: 0.1 + 0.2", "0.1 + 0.2 is 0.3"],
    ["exact: a million times 0.01", "a million top-ups of 0.01 are exactly 10000"],
    ["not whole steps, 15 digits, 2^53 − 1", "%s is a 400 that records nothing"],
    [
      "a balance that would need more",
      "%s: a balance that would need more than 15 digits is balanceCeilingExceeded",
    ],
    ["dimensions", "a %s bucket is measured in %s by default, and in nothing else"],
    ["KB to TB step by 1024 or 1000", "1 GB less 1 MB is exact in base %d"],
    ["two currencies never mix", "%s cannot be counted in a bucket of EUR"],
    [
      "own unit, else the largest smaller",
      "a bucket answers in its own unit when exact, else in the largest smaller one",
    ],
    [
      "every value shown can be posted back",
      "every value shown can be posted back, whatever is taken from a balance",
    ],
    ["remaining, reserved, total", "remainingValue, reservedValue and their sum"],
    ["remainingValueName", "remainingValueName is the remaining value in the configured locale"],
    ["no default is applied", "a Quantity of %o is a 400: no default is applied"],
    ["profile ctk takes the bucket's", "missing units are the bucket's where policy says so"],
    [
      "only a reservation leaves it out",
      "no amount means all that remains, and nothing when nothing does",
    ],
  ],
  "Actions are tasks": [
    ["completed, failed, cancelled are final", "created leads to the three final ones"],
    ["requestedDate, confirmationDate", "completes at once, and says when"],
    ["missing references", "missing ones are, given ones stay"],
    ["relatedParty and requestor", "every party that is written carries id and @referredType"],
    ["a bucket's own", "a bucket answers with id, href, status, usageType and confirmationDate"],
    ["row: open only with a delay", " is created, then completed when its delay has passed"],
    ["row: topup, the last period", "numberOfPeriods counts the first"],
    ["row: cancel", " that is open is cancelled by DELETE, and never done"],
    ["row: reserve, the hold is open", "stays created, the hold is open"],
    ["row: every way out of created", "every transition of every kind is tried by name"],
    ["the ledger checks again", "whatever JSON a client sends is decided and shown"],
  ],
  Refusals: [
    ["policy task", "task: a failed action is recorded, the balance untouched, a Failure told"],
    ["policy reject", "reject: nothing is recorded"],
    ["a refused PATCH is 409", "edits that come with a status are made with it, or not at all"],
    ["duplicateRequest names the original", "duplicateRequest that names the first"],
    ["the failure's message", "every sentence is filled in"],
    ["the order", ": %s comes before everything below it"],
    ["one table", "every refusal's HTTP status is the table's"],
    ["partyAccountMismatch only when both name one", "nobody's bucket takes any party account"],
  ],
  "Top-up": [
    ["unknown bucket: refused", "an unknown bucket is refused by default"],
    ["unknown bucket: created", "an unknown bucket is created under unknownBucket"],
    ["validFor", "later than the bucket's: moves it"],
    ["validity of voucher and policy", "a voucher's validity goes before policy's"],
    ["revival", "after the bucket expired: revives it"],
    ["suspended", "a suspended bucket refuses unless configured"],
    ["voucher's amount, 0, or ignored", "a request of %s"],
    ["voucher works once", "works once, and is used up only when the top-up completes"],
    ["three unknown codes", "three unknown codes lock vouchers of the party account for an hour"],
    ["both configurable", "both numbers are configurable"],
    ["a good code resets", "a good code resets the count"],
    ["test values", "pm_insufficient_funds"],
    ["pm_slow", "pm_slow completes after its delay"],
    ["one payment, unless it failed", "a payment whose first use failed can be used again"],
    ["parent and linked children", "the parent stays created, each execution is a linked child"],
    ["the first refused", "if the first is refused the parent is failed with the same failure"],
    ["a later one refused", "a later refused child sends its own failure"],
    ["31 Jan, 28 Feb, 31 Mar", "%s keeps to the calendar of its anchor: %s"],
    ["UTC unless configured", "months are counted in UTC unless configured"],
    ["none: until cancelled", "cancelling the parent ends it"],
    ["a voucher or PaymentTransaction", "with %s: 400"],
  ],
  Adjustment: [
    ["signed", "%d EUR leaves %d"],
    ["never below zero", "below zero is insufficientBalance, with the numbers"],
    ["ceiling", "never above an optional ceiling per usage type"],
    ["expiry", "expiry is not touched"],
    ["adjustType", "adjustType is recorded"],
  ],
  Reservation: [
    ["atomically, all that remains", "no amount means all that remains"],
    ["consume all", "none: all of it"],
    ["consume a part", "a part: the rest is released"],
    ["consume above the hold", "more: the part above is a new debit"],
    ["0 is a 400", "less than 0 is a 400"],
    ["refused whole", "more than hold and balance is refused whole"],
    ["release by PATCH", "PATCH cancelled gives the hold back and sends the cancel event"],
    ["release by DELETE", "DELETE does the same, and takes the record from sight"],
    ["expiry", "when validFor ends, or the holding time, it is released and cancelled"],
    ["repeating", "consume a part, again in other words"],
    ["another change", "%s: reservationClosed"],
    ["expired or suspended", ": consumed up to the hold, released, but not above the hold"],
    ["66 of 100", "of 100 reservations of 15 on 1000, in any order, exactly 66 succeed"],
  ],
  Transfer: [
    ["same usage type and dimension", "the usage types and dimensions of both buckets agree"],
    ["atomic", "takes from one what it gives to the other"],
    ["tariff", "a tariff sets the cost and overrides the request's"],
    ["from the party account's money", "taken from the payer's money, soonest expiry first"],
    ["originator", "the originator pays unless costOwner says receiver"],
    ["receiver", "receiver: credited amount − cost"],
    ["a cost above the amount", "a cost above the amount"],
    ["limits", "minimum, maximum and per-day limits"],
  ],
  "PATCH and DELETE": [
    ["merge patch", "it is a merge patch: objects merge, null removes, arrays are replaced"],
    ["the current status", ": naming the current status ("],
    ["failed, created", ": asking for %s is 400"],
    ["forbidden now", "%s: cancelling a finished one is 409 actionClosed"],
    ["patchable", "%s, %s: %s = %j"],
    ["validFor of an open hold", "validFor of an open hold can be patched, and moves its expiry"],
    ["auto-top-up parent", "another amount counts from the next execution"],
    ["a transfer's status", "the message names DELETE"],
    ["DELETE of a finished one", "%s: of a finished one removes the record and never moves money"],
    ["then not found", "an id of another kind, or of nothing, is not found"],
    ["the history keeps it", "balanceActionHistory: every action, newest first"],
  ],
  "Bucket life": [
    [
      "suspended, expired, no end",
      "suspended wins over expired; without an end there is no expiry",
    ],
    ["freeze", "the value stays shown, and revival makes it spendable again"],
    ["forfeit", "the value goes to the expiry account, and 0 is shown"],
    ["release into an expired bucket", "a release into an expired bucket follows the same policy"],
  ],
};

const folder = new URL(".", import.meta.url);
const texts = readdirSync(folder)
  .filter((file) => file.endsWith(".test.ts") && file !== "behaviour.test.ts")
  .map((file) => readFileSync(new URL(file, folder), "utf8"))
  .join("\n");

/** Titles, and the names of rows: whatever opens a call or a row of a table. */
const titles = [...texts.matchAll(/[([]\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|`([^`]*)`)/g)].map(
  ([, double, single, template]) => double ?? single ?? template ?? "",
);

test.each(Object.entries(bullets))("%s: each bullet and row has a test", (_, rows) => {
  const unproven = rows.filter(([, title]) => !titles.some((text) => text.includes(title)));
  expect(unproven).toEqual([]);
});
