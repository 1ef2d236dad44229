import {
  createClient,
  isTmf654Error,
  type ReservationRecord,
  type Tmf654Client,
} from "@tmf654/client";
import { expect, test } from "vitest";
import {
  createUnreliableMock,
  type RequestFault,
  requestFaults,
} from "./helpers/unreliable-mock.ts";

/** The sequences for each server. */
const sequences = process.env.TMF654_DEEP ? 10_000 : 40;
const timeLimitMs = process.env.TMF654_DEEP ? 3_600_000 : 60_000;

/** Creates a random generator from a seed, so that every run has the same sequences. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The methods that a server refuses. `mixed` refuses PATCH and DELETE at random. */
const servers = [
  { name: "reference", profile: "reference", refuses: /^$/, share: 1 },
  { name: "certified", profile: "certified", refuses: /^$/, share: 1 },
  { name: "no PATCH", profile: "reference", refuses: /PATCH/, share: 1 },
  { name: "no PATCH, keeps cancelled ones", profile: "reference", refuses: /PATCH/, share: 1 },
  { name: "no PATCH, no DELETE", profile: "reference", refuses: /PATCH|DELETE/, share: 1 },
  { name: "mixed", profile: "reference", refuses: /PATCH|DELETE/, share: 0.5 },
] as const;

/**
 * The strategies that `consume` and `release` must use on each server. `Allow` without DELETE
 * leads to `expire`.
 */
const strategiesOf: Readonly<Record<(typeof servers)[number]["name"], readonly string[]>> = {
  reference: ["patch"],
  certified: ["expire"],
  "no PATCH": ["cancel", "expire"],
  "no PATCH, keeps cancelled ones": ["cancel", "expire"],
  "no PATCH, no DELETE": ["expire"],
  mixed: ["patch", "cancel", "expire"],
};

const bucketId = "ana-main";
const money = (cents: number) => ({ amount: cents / 100, units: "EUR" });

type UnreliableMock = ReturnType<typeof createUnreliableMock>;
type Ending =
  | { readonly kind: "done"; readonly status: string | undefined }
  | { readonly kind: "crash" }
  | { readonly kind: "error"; readonly error: unknown };

/** Runs a call until it settles, or until the process stops during the call. */
function runUntilEnd(
  { hooks }: UnreliableMock,
  call: () => Promise<{ status?: string | undefined }>,
) {
  return new Promise<Ending>((resolve) => {
    hooks.onCrash = () => resolve({ kind: "crash" });
    call().then(
      ({ status }) => resolve({ kind: "done", status }),
      (error) => resolve({ kind: "error", error }),
    );
  });
}

interface Sequence {
  readonly server: (typeof servers)[number];
  readonly isRelease: boolean;
  readonly heldCents: number;
  readonly consumedCents: number;
  readonly keys: boolean;
  readonly listsOperations: boolean;
  readonly isTaken: boolean;
  readonly random: () => number;
}

function drawSequence(random: () => number, server: Sequence["server"]): Sequence {
  const heldCents = 100 + Math.floor(random() * 400);
  return {
    server,
    isRelease: random() < 0.3,
    heldCents,
    consumedCents: random() < 0.5 ? heldCents : 1 + Math.floor(random() * heldCents),
    keys: random() < 0.5,
    listsOperations: random() < 0.3,
    isTaken: random() < 0.2,
    random,
  };
}

/** Creates faults for the first requests. Later requests work, so that each sequence ends. */
function createFaults({ server, random }: Sequence) {
  let left = Math.floor(random() * 14);
  return (method: string): RequestFault => {
    if (server.refuses.test(method) && random() < server.share) {
      return (["405", "405Allow", "501"] as const)[Math.floor(random() * 3)] ?? "405";
    }
    if (left <= 0 || random() < 0.5) return "none";
    left -= 1;
    return requestFaults[Math.floor(random() * requestFaults.length)] ?? "none";
  };
}

/** Acts like an app: continues from the record if there is one, otherwise calls again. */
async function runSequence(unreliable: UnreliableMock, sequence: Sequence) {
  const { server, isRelease, heldCents, consumedCents, keys, listsOperations, isTaken } = sequence;
  const { hooks, options, balance, mock } = unreliable;
  const operations =
    listsOperations && server.name === "certified" ? ("certified" as const) : undefined;
  const openClient = (): Tmf654Client =>
    createClient({
      ...options,
      idempotency: keys,
      retry: { limit: 1 },
      ...(operations && { operations }),
    });
  hooks.fault = () => "none";
  hooks.onApplied = () => {};
  const end = new Date(mock.clock.now() + 3_600_000).toISOString();
  const reservation = await openClient().reserveBalance.create({
    bucket: { id: bucketId },
    partyAccount: { id: "acc-ana" },
    usageType: "monetary",
    amount: money(heldCents),
    validFor: { endDateTime: end },
  });
  const before = balance(bucketId);
  let taken = 0;
  // Another client spends the whole balance as soon as the reservation is cancelled.
  hooks.onApplied = (method) => {
    if (!isTaken || isRelease || method !== "DELETE" || taken) return;
    taken = balance(bucketId).spendable;
    mock.engine.create("adjustBalance", {
      ...{ bucket: { id: bucketId }, usageType: "monetary", amount: money(-taken) },
    });
  };
  hooks.fault = createFaults(sequence);
  let record: ReservationRecord | undefined;
  let failures = 0;
  const params = { reason: "paid", amount: money(consumedCents) };
  for (let tries = 0; tries < 30; tries += 1) {
    const client = openClient();
    const onRecord = (saved: ReservationRecord) => {
      record = JSON.parse(JSON.stringify(saved));
    };
    const ending = await runUntilEnd(unreliable, () => {
      if (record) return client.reserveBalance.resume(record, { onRecord });
      return isRelease
        ? client.reserveBalance.release(reservation.id, { reason: "expired" }, { onRecord })
        : client.reserveBalance.consume(reservation.id, params, { onRecord });
    });
    if (ending.kind === "done") return { before, taken, failures, ending, record };
    if (ending.kind === "crash") continue;
    const { error } = ending;
    if (isTmf654Error(error, "DebitFailedError")) {
      failures += 1;
      record = JSON.parse(JSON.stringify(error.record));
      // The balance is topped up, so that the debit can be made.
      if (taken) mock.engine.create("topupBalance", topupBody(taken));
      hooks.onApplied = () => {};
    } else if (isTmf654Error(error, "UnknownOutcomeError") && error.record) {
      record = JSON.parse(JSON.stringify(error.record));
    } else if (!isTmf654Error(error) || error.code === "reservationClosed") {
      throw error;
    }
  }
  throw new Error("the sequence did not end");
}

const topupBody = (cents: number) => ({
  bucket: { id: bucketId },
  partyAccount: { id: "acc-ana" },
  usageType: "monetary",
  amount: money(cents),
});

/** Runs one sequence and checks the amounts, at its end and after the reservation's end. */
async function checkSequence(unreliable: UnreliableMock, sequence: Sequence) {
  const { isRelease, heldCents, consumedCents } = sequence;
  const { mock, balance } = unreliable;
  const { before, record, taken, failures, ending } = await runSequence(unreliable, sequence);
  const strategy = record?.strategy ?? "patch";
  const isKept = strategy === "expire";
  // Only the amount of a reservation that is left to expire is still held; its status shows this.
  expect(balance(bucketId).held).toBe(isKept ? heldCents : 0);
  expect(ending.status).toBe(isRelease ? (isKept ? "created" : "cancelled") : "completed");
  await mock.clock.advance("PT2H");
  const spent = isRelease ? 0 : consumedCents;
  expect(balance(bucketId)).toEqual({
    held: 0,
    spendable: before.spendable + heldCents - spent - taken + taken * failures,
  });
  return { strategy: `${isRelease ? "release" : "consume"} ${strategy}`, failures };
}

test.each(servers)(
  `debits once and leaves no reservation open in ${sequences} sequences of faults: $name`,
  async (server) => {
    const random = createRandom(654 + servers.indexOf(server));
    const strategies: Record<string, number> = {};
    let failedDebits = 0;
    let unreliable = createUnreliableMock(server.profile, /keeps/.test(server.name));
    for (let at = 0; at < sequences; at += 1) {
      const sequence = drawSequence(random, server);
      if (at % 100 === 99) {
        unreliable = createUnreliableMock(server.profile, /keeps/.test(server.name));
      }
      unreliable.mock.engine.create("topupBalance", topupBody(1000));
      unreliable.seen.length = 0;
      const { strategy, failures } = await checkSequence(unreliable, sequence).catch((error) => {
        const { seen } = unreliable;
        throw new Error(
          `${error}\n${JSON.stringify({ at, ...sequence, server: server.name, seen })}`,
        );
      });
      strategies[strategy] = (strategies[strategy] ?? 0) + 1;
      failedDebits += failures;
    }
    const met = strategiesOf[server.name].flatMap((name) => [`consume ${name}`, `release ${name}`]);
    expect(Object.keys(strategies).sort()).toEqual(met.sort());
    if (met.includes("consume cancel")) expect(failedDebits).toBeGreaterThan(0);
  },
  timeLimitMs,
);
