import type { WorkloadCommand } from "./commands.ts";
import { payUsage } from "./reference-bonus.ts";
import { consumeReservation, deleteAction, editAction } from "./reference-edits.ts";
import { postAdjust, postReserve, postReversal, postTransfer } from "./reference-posts.ts";
import type { ReferenceAction } from "./reference-records.ts";
import { createState, firstReason, HOUR } from "./reference-state.ts";
import type { CommandOf } from "./reference-tasks.ts";
import { auto, postTopup } from "./reference-topups.ts";
import { pick, type WorkloadSetup } from "./workload.ts";

/**
 * A second, simpler ledger, written from the behaviour page and not from the ledger's code. It has
 * no records, units or postings, only objects with whole numbers that it changes in place. It
 * returns the expected result of each command, and has the expected balances and actions.
 */
export function createReferenceModel(setup: WorkloadSetup, start: number) {
  const state = createState(setup, start);
  const { clock, modelBuckets, modelActions, isExpired, isBeforeStart, forfeit, note } = state;

  const isDue = ({ status, due }: ReferenceAction, until: number) =>
    status === "created" && due !== undefined && due <= until;

  /** Runs everything that is due up to an instant, in order of time. */
  const wait = (untilInstant: number): string => {
    const events: string[] = [];
    for (;;) {
      // The sort is stable: actions of one instant keep the order of their requests.
      const [next] = modelActions
        .filter((modelAction) => isDue(modelAction, untilInstant))
        .sort((a, b) => (a.due ?? 0) - (b.due ?? 0));
      const instant = Math.max(clock.now, next?.due ?? untilInstant);
      state.warn(instant);
      clock.now = instant;
      for (const modelBucket of modelBuckets.values()) {
        forfeit(modelBucket);
        modelBucket.previousFree = modelBucket.free;
      }
      if (next === undefined) return events.join("; ");
      events.push(next.run());
      state.endCommand();
    }
  };

  const spend = ({ bucket, amount }: CommandOf<"spend">): string => {
    const modelBucket = state.modelBucketAt(state.idOf(bucket));
    const reason = firstReason(
      ["bucketNotFound", state.isMissing(modelBucket)],
      ["amountNotPositive", amount <= 0],
      ["bucketSuspended", modelBucket.suspended],
      ["bucketNotStarted", isBeforeStart(modelBucket)],
      ["bucketExpired", isExpired(modelBucket)],
      ["insufficientBalance", amount > modelBucket.free + state.overdraftOf(modelBucket)],
    );
    if (reason !== "") return `refused ${reason}`;
    modelBucket.free -= amount;
    state.use(modelBucket);
    note("usage", modelBucket, amount);
    return "accepted";
  };

  const life = ({ type, bucket }: { type: string; bucket: number }): string => {
    const id = state.idOf(bucket);
    const modelBucket = state.modelBucketAt(id);
    const bucketSetup = pick(setup.bucketSetups, bucket);
    if (type === "open" && bucketSetup !== undefined) {
      if (!state.isMissing(modelBucket)) return "refused bucketExists";
      state.open(bucketSetup);
      return "accepted";
    }
    if (type === "open") return "skip";
    if (state.isMissing(modelBucket)) return "refused bucketNotFound";
    if (type === "close") {
      if (modelBucket.held > 0) return "refused bucketInUse";
      note("opening", modelBucket, modelBucket.free);
      modelBuckets.delete(id);
      for (const topup of modelBucket.lowBalanceTopups) {
        if (topup.status === "created") topup.due = clock.now;
      }
      return "accepted";
    }
    const bucketBefore = JSON.stringify(modelBucket);
    if (type === "expire") {
      modelBucket.end =
        modelBucket.end !== undefined && modelBucket.end <= clock.now ? modelBucket.end : clock.now;
    }
    if (type === "suspend" || type === "resume") modelBucket.suspended = type === "suspend";
    if (type === "expire" || type === "forfeit") forfeit(modelBucket);
    return bucketBefore === JSON.stringify(modelBucket) ? "unchanged" : "accepted";
  };

  const runDue = ({ of, action }: CommandOf<"due">): string => {
    const modelAction = pick(state.requested[of], action);
    return modelAction && isDue(modelAction, clock.now) ? modelAction.run() : "unchanged";
  };

  /** The expected result of one command, before the work that it makes due. */
  const resultOf = (command: WorkloadCommand): string => {
    switch (command.type) {
      case "topup":
        return postTopup(state, command);
      case "auto":
        return auto(state, command);
      case "adjust":
        return postAdjust(state, command);
      case "reserve":
        return postReserve(state, command);
      case "transfer":
        return postTransfer(state, command);
      case "consume":
        return consumeReservation(state, command);
      case "edit":
        return editAction(state, command);
      case "remove":
        return deleteAction(state, command);
      case "due":
        return runDue(command);
      case "loan":
        return postTopup(state, {
          ...{ type: "topup", days: undefined, voucher: undefined, method: undefined },
          ...{ payment: undefined, defect: undefined, isLoan: true },
          bucket: command.bucket,
          amount: command.amount,
        });
      case "reverse":
        return postReversal(state, command);
      case "use":
        return payUsage(state, command);
      case "spend":
        return spend(command);
      case "wait":
        return wait(clock.now + command.hours * HOUR);
      default:
        return life(command);
    }
  };

  return {
    /** The expected result, in the form of `summarize`; "skip" for a command that is not possible. */
    ask(command: WorkloadCommand): string {
      const result = resultOf(command);
      state.endCommand();
      return result;
    },
    balances: (): string[] =>
      [...modelBuckets.values()].map(
        ({ id, free, held, suspended, end }) => `${id}: ${free} + ${held} ${suspended} ${end}`,
      ),
    signals: (): string[] => [...state.signals].sort(),
    statuses: (): string[] => modelActions.map(({ kind, status }) => `${kind} ${status}`),
    outside: () => new Map([...state.outside].filter(([, amount]) => amount !== 0)),
  };
}
