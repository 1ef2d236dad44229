/** Mutants of the mock: see mutant.ts. */
import {
  adjust,
  adjustAgain,
  allOf,
  amountIs,
  bookAfterDelete,
  isCompleted,
  isFailed,
  isStatus,
  pretendStatus,
  type ResponseTest,
} from "./adjustments.ts";
import {
  changeRequest,
  changeResponse,
  editElements,
  isPlain,
  type Mutant,
  setMember,
  withBody,
} from "./mutant.ts";

const isReserved: ResponseTest = isStatus("created");

const reservations: readonly Mutant[] = [
  {
    name: "a reservation does not change the balance",
    on: ["createReserveBalance"],
    respond: adjustAgain(allOf(isReserved, amountIs(1)), (requested) => requested),
    fails: ["behaviour.reserveBalance.{reserves,consume,release,delete}"],
  },
  {
    name: "reservedValue never changes",
    on: ["retrieveBucket"],
    respond: editElements(setMember("reservedValue", { amount: 0, units: "EUR" }), isPlain),
    fails: ["behaviour.reserveBalance.shows"],
  },
  {
    name: "consuming a reservation restores the balance",
    on: ["patchReserveBalance"],
    respond: adjustAgain(
      allOf(isCompleted, (_, { text }) => !text.includes('"amount"')),
      () => 1,
    ),
    fails: ["behaviour.reserveBalance.{consume,consume-again}"],
  },
  {
    name: "consuming a part spends the whole reservation",
    on: ["patchReserveBalance"],
    respond: changeRequest((request) => withBody(request, ({ amount: _, ...rest }) => rest)),
    fails: ["behaviour.reserveBalance.consume-part"],
  },
  {
    name: "releasing a reservation does not restore the balance",
    on: ["patchReserveBalance"],
    respond: adjustAgain(isStatus("cancelled"), () => -1),
    fails: ["behaviour.reserveBalance.release"],
  },
  {
    name: "deleting a reservation does not restore the balance",
    on: ["deleteReserveBalance"],
    respond: bookAfterDelete("ana-main", -1),
    fails: ["behaviour.reserveBalance.delete"],
  },
  {
    name: "consuming a reservation again changes the balance",
    on: ["patchReserveBalance"],
    respond: spendAgain(),
    fails: ["behaviour.reserveBalance.consume-again"],
  },
  {
    name: "a closed reservation can be consumed",
    on: ["patchReserveBalance"],
    respond: changeResponse(
      (response) => ({ ...response, status: 200 }),
      ({ status }) => status === 409,
    ),
    fails: ["behaviour.reserveBalance.closed"],
  },
  {
    name: "a reservation above the balance is accepted",
    on: ["createReserveBalance"],
    respond: grantRefused("one"),
    fails: ["behaviour.reserveBalance.above-balance"],
  },
  {
    name: "simultaneous reservations are all accepted",
    on: ["createReserveBalance"],
    respond: grantRefused("many"),
    fails: ["behaviour.reserveBalance.atomic"],
  },
];

/** Accepts a refused reservation: for a single request, or for simultaneous requests. */
function grantRefused(requestCount: "one" | "many"): Mutant["respond"] {
  let waitingCount = 0;
  let highestCount = 0;
  const grant = pretendStatus(
    "created",
    allOf(isFailed, () => (requestCount === "many" ? highestCount > 1 : highestCount === 1)),
  );
  return async (request, send) => {
    waitingCount += 1;
    highestCount = Math.max(highestCount, waitingCount);
    try {
      return await grant(request, send);
    } finally {
      waitingCount -= 1;
      if (waitingCount === 0) highestCount = 0;
    }
  };
}

/** The second PATCH that completes a reservation takes 1 more. */
function spendAgain(): Mutant["respond"] {
  const seenPaths = new Set<string>();
  return async (request, send) => {
    const response = await send(request);
    if (!request.text.includes('"completed"')) return response;
    if (seenPaths.has(request.path)) await adjust(send, "ana-main", -1);
    seenPaths.add(request.path);
    return response;
  };
}

const keys: readonly Mutant[] = [
  {
    name: "Idempotency-Key is ignored",
    on: ["createTopupBalance"],
    respond: changeRequest((request) => {
      const { "idempotency-key": _, ...headers } = request.headers;
      return { ...request, headers };
    }),
    fails: ["behaviour.idempotency.*"],
  },
];

export const reservationMutants: readonly Mutant[] = [...reservations, ...keys];
