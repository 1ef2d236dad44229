/** Mutants of the mock: see mutant.ts. */
import { isRecord, valueAt } from "../../src/values/path.ts";
import {
  adjust,
  adjustAgain,
  allOf,
  amountIs,
  bookAfterDelete,
  isCompleted,
  isFailed,
  isOwnBucket,
  pretendStatus,
  requestMatches,
} from "./adjustments.ts";
import { bodyOf, changeResponse, editElements, isPlain, type Mutant } from "./mutant.ts";

const topUps: readonly Mutant[] = [
  {
    name: "a top-up adds twice",
    on: ["createTopupBalance"],
    respond: adjustAgain(allOf(isCompleted, amountIs(1)), (asked) => asked),
    fails: [
      "behaviour.topupBalance.{adds,concurrent}",
      "behaviour.idempotency.{charges-once,concurrent}",
      "behaviour.accumulated.moves",
    ],
  },
  {
    name: "a top-up of 0.2 adds a little more",
    on: ["createTopupBalance"],
    respond: adjustAgain(allOf(isCompleted, amountIs(0.2)), () => 0.000001),
    fails: ["behaviour.topupBalance.exact"],
  },
  {
    name: "a negative top-up decreases the balance",
    on: ["createTopupBalance"],
    respond: async (request, send) => {
      if (request.text.includes('"amount":-1')) await adjust(send, "ana-main", -1);
      return send(request);
    },
    fails: ["behaviour.topupBalance.negative"],
  },
  {
    name: "a top-up in another unit is credited without an error",
    on: ["createTopupBalance"],
    respond: async (request, send) => {
      if (request.text.includes("XTS")) await adjust(send, "ana-main", 1);
      return send(request);
    },
    fails: ["behaviour.topupBalance.wrong-unit"],
  },
  {
    name: "a top-up of an unknown bucket completes",
    on: ["createTopupBalance"],
    respond: pretendStatus(
      "completed",
      (body, request) => isFailed(body, request) && !requestMatches(/XTS|jonas/)(body, request),
    ),
    fails: ["behaviour.topupBalance.unknown-bucket"],
  },
  {
    name: "a top-up has no dates",
    on: ["createTopupBalance"],
    respond: editElements(({ confirmationDate: _, ...rest }) => rest),
    fails: ["behaviour.topupBalance.dates"],
  },
  {
    name: "deleting a top-up changes the balance",
    on: ["deleteTopupBalance"],
    respond: bookAfterDelete("ana-main", -1),
    fails: ["behaviour.topupBalance.delete-keeps-money"],
  },
  {
    name: "one of several simultaneous top-ups is lost",
    on: ["createTopupBalance"],
    respond: loseOneOfMany(),
    fails: ["behaviour.topupBalance.concurrent"],
  },
];

/** With several top-ups without a key in progress, the amount of the last one is lost. */
function loseOneOfMany(): Mutant["respond"] {
  let underWay = 0;
  return async (request, send) => {
    underWay += 1;
    const isLast = underWay === 10;
    const response = await send(request);
    await Promise.resolve();
    if (isLast) await adjust(send, "ana-main", -1);
    underWay -= 1;
    return response;
  };
}

const adjustments: readonly Mutant[] = [
  {
    name: "a credit is added twice",
    on: ["createAdjustBalance"],
    respond: adjustAgain(allOf(isCompleted, amountIs(1)), () => 1),
    fails: ["behaviour.adjustBalance.credits"],
  },
  {
    name: "a debit does not change the balance",
    on: ["createAdjustBalance"],
    respond: adjustAgain(allOf(isCompleted, amountIs(-1)), () => 1),
    fails: ["behaviour.adjustBalance.debits"],
  },
  {
    name: "a debit above the balance sets it to zero",
    on: ["createAdjustBalance"],
    respond: adjustAgain(allOf(isFailed, isOwnBucket), () => -1),
    fails: ["behaviour.adjustBalance.never-below-zero"],
  },
  {
    name: "a debit above the balance becomes completed",
    on: ["createAdjustBalance"],
    respond: pretendStatus(
      "completed",
      allOf(isFailed, isOwnBucket, (body) => !isHuge(body)),
    ),
    fails: ["behaviour.adjustBalance.refused-is-not-completed"],
  },
  {
    name: "an adjustment changes the bucket's validity",
    on: ["createAdjustBalance", "retrieveBucket"],
    respond: moveValidity(),
    fails: ["behaviour.adjustBalance.validity"],
  },
];

const isHuge = (body: Record<string, unknown>): boolean =>
  Number(valueAt(body, "amount.amount")) < -1_000_000;

/** Every adjustment changes the end date of the bucket. */
function moveValidity(): Mutant["respond"] {
  let count = 0;
  return async (request, send) => {
    const response = await send(request);
    if (request.method === "POST") count += 1;
    const body = response.text === "" ? undefined : bodyOf(response);
    if (request.method !== "GET" || count === 0 || !isPlain(request)) return response;
    if (!isRecord(body)) return response;
    const validFor = { endDateTime: `2030-01-01T00:00:00.${String(count).padStart(3, "0")}Z` };
    return { ...response, text: JSON.stringify({ ...body, validFor }) };
  };
}

const transfers: readonly Mutant[] = [
  {
    name: "a transfer does not change the sender",
    on: ["createTransferBalance"],
    respond: adjustAgain(isCompleted, () => 1),
    fails: ["behaviour.transferBalance.gives"],
  },
  {
    name: "a transfer does not change the receiver",
    on: ["createTransferBalance"],
    respond: adjustAgain(isCompleted, () => -1, "ana-bonus"),
    fails: ["behaviour.transferBalance.receives"],
  },
  {
    name: "a transfer to itself completes",
    on: ["createTransferBalance"],
    respond: changeResponse(
      (response) => ({ ...response, status: 201, text: '{"status":"completed"}' }),
      ({ status }, { text }) =>
        status === 400 && text.includes('"receiverBucket":{"id":"ana-main"}'),
    ),
    fails: ["behaviour.transferBalance.to-itself"],
  },
  {
    name: "a refused transfer reaches the receiver",
    on: ["createTransferBalance"],
    respond: adjustAgain(allOf(isFailed, isOwnBucket), () => 1, "ana-bonus"),
    fails: ["behaviour.transferBalance.above-balance"],
  },
];

export const balanceMutants: readonly Mutant[] = [...topUps, ...adjustments, ...transfers];
