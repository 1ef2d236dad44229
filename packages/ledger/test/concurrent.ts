import fc from "fast-check";
import type { ActionBody, Command, Decision, DecisionContext, LedgerView } from "../src/index.ts";
import { allPolicies } from "../src/policies.ts";
import { quantity } from "./runner-policy.ts";
import { type Ledger, START, summarize } from "./test-ledger.ts";
import { type BucketSetup, oneOf, vouchers, wholeNumber } from "./workload.ts";

/** A command of a client; `earlier` is the index of one of its earlier requests. */
type ClientCommand =
  | {
      type: "adjust" | "reserve" | "topup" | "spend";
      bucket: number;
      amount: number;
      once?: number;
    }
  | { type: "transfer"; bucket: number; to: number; amount: number; cost: number }
  | { type: "finish"; earlier: number; how: "completed" | "cancelled" | "delete" }
  | { type: "suspend" | "resume" | "expire" | "close"; bucket: number };

const bucket = fc.nat({ max: 3 });
const amount = wholeNumber(1, 400);

/** The requests of one client, each sent after the response to the previous one. */
export const client: fc.Arbitrary<ClientCommand[]> = fc.array(
  fc.oneof(
    fc.record({ type: oneOf("adjust", "spend"), bucket, amount }),
    fc.record({ type: fc.constant("reserve"), bucket, amount }),
    fc.record({ type: fc.constant("topup"), bucket, amount, once: fc.nat({ max: 4 }) }),
    fc.record({
      type: fc.constant("transfer"),
      bucket,
      to: bucket,
      amount,
      cost: fc.nat({ max: 60 }),
    }),
    fc.record({
      type: fc.constant("finish"),
      earlier: fc.nat({ max: 7 }),
      how: oneOf("completed", "cancelled", "delete"),
    }),
    fc.record({ type: oneOf("suspend", "resume", "resume", "expire", "close"), bucket }),
  ),
  { minLength: 2, maxLength: 8 },
);

/** A request with its own name. The ids of new records contain the name. */
interface NamedCommand {
  readonly name: string;
  readonly command: Command;
}

function payment(once: number | undefined, units: string): ActionBody {
  const card = once === undefined ? undefined : vouchers[once];
  if (card?.units === units) return { voucher: card.code, amount: quantity(0, units) };
  return { paymentMethod: { id: `tx${once}`, "@type": "PaymentTransaction" } };
}

function commandOf(
  ask: ClientCommand,
  clientIndex: number,
  places: readonly BucketSetup[],
): Command {
  if (ask.type === "finish") {
    const id = `reserve ${clientIndex}.${ask.earlier}`;
    if (ask.how === "delete") return { type: "delete", kind: "reserve", id };
    return { type: "patch", kind: "reserve", id, body: { status: ask.how } };
  }
  const { id, usageType, units } = places[ask.bucket % places.length] as BucketSetup;
  if (!("amount" in ask)) return { type: ask.type, bucketId: id };
  const requested = quantity(ask.amount, units);
  if (ask.type === "spend") return { type: "spend", bucketId: id, amount: requested };
  const body: ActionBody = { bucket: { id }, usageType, amount: requested };
  if (ask.type === "topup")
    return { type: "topup", body: { ...body, ...payment(ask.once, units) } };
  if (ask.type !== "transfer") return { type: ask.type, body };
  const receiver = places[ask.to % places.length] as BucketSetup;
  const transferCost = { value: ask.cost / 100, unit: "EUR" };
  return {
    type: "transfer",
    body: { ...body, receiverBucket: { id: receiver.id }, ...(ask.cost > 0 && { transferCost }) },
  };
}

/** Whether a record that was read has not changed. */
type Read = () => boolean;

/** A view that remembers each read. Records are replaced, never changed. */
function watchReads(view: LedgerView, reads: Read[]): LedgerView {
  const watch = <T>(read: () => T): T => {
    const found = read();
    reads.push(() => read() === found);
    return found;
  };
  return {
    bucket: (id) => watch(() => view.bucket(id)),
    action: (id) => watch(() => view.action(id)),
    voucher: (code) => watch(() => view.voucher(code)),
    voucherLock: (holder) => watch(() => view.voucherLock(holder)),
    paymentUse: (id) => watch(() => view.paymentUse(id)),
    transferredOn: (id, day) => watch(() => view.transferredOn(id, day)),
    bucketsOf: (account) => {
      const bucketsRead = [...view.bucketsOf(account)];
      reads.push(() => {
        const bucketsNow = [...view.bucketsOf(account)];
        return (
          bucketsNow.length === bucketsRead.length &&
          bucketsNow.every((each, index) => each === bucketsRead[index])
        );
      });
      return bucketsRead;
    },
  };
}

function decideWithReads(
  ledger: Ledger,
  view: LedgerView,
  { name, command }: NamedCommand,
): Decision {
  const nextId: DecisionContext["nextId"] = (kind) => `${kind} ${name}`;
  return ledger.decide(view, command, {
    now: START,
    policy: ledger.policy,
    modules: allPolicies,
    nextId,
  });
}

export const isFresh = (reads: readonly Read[]): boolean => reads.every((isSo) => isSo());

/**
 * Clients that send requests at the same time. Each decides on the current records and commits at
 * its next turn. If a record that it read has changed by then, it decides again.
 */
export function interleave(
  ledger: Ledger,
  bucketSetups: readonly BucketSetup[],
  clients: readonly (readonly ClientCommand[])[],
  order: readonly number[],
  mayCommit: typeof isFresh = isFresh,
) {
  const committed: NamedCommand[] = [];
  const results: string[] = [];
  const queues = clients.map((asks, clientIndex) =>
    asks.map((ask, index) => ({
      name: `${clientIndex}.${index}`,
      command: commandOf(ask, clientIndex, bucketSetups),
    })),
  );
  const pending = new Map<number, { decision: Decision; reads: Read[] }>();
  for (let turn = 0; queues.some(({ length }) => length > 0); turn++) {
    const clientIndex = (order[turn] ?? turn) % queues.length;
    const job = queues[clientIndex]?.[0];
    if (job === undefined) continue;
    const pendingDecision = pending.get(clientIndex);
    if (pendingDecision === undefined || !mayCommit(pendingDecision.reads)) {
      const reads: Read[] = [];
      const decision = decideWithReads(ledger, watchReads(ledger.view, reads), job);
      pending.set(clientIndex, { decision, reads });
      continue;
    }
    ledger.commit(pendingDecision.decision);
    committed.push(job);
    results.push(summarize(pendingDecision.decision));
    queues[clientIndex]?.shift();
    pending.delete(clientIndex);
  }
  return { committed, results, state: ledger.state };
}

/** The same requests one after the other. */
export function runInOrder(ledger: Ledger, jobs: readonly NamedCommand[]) {
  const results = jobs.map((job) => {
    const decision = decideWithReads(ledger, ledger.view, job);
    ledger.commit(decision);
    return summarize(decision);
  });
  return { results, state: ledger.state };
}
