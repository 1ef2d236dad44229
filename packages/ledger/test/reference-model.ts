import type { WorkloadCommand } from "./commands.ts";
import { use } from "./reference-bonus.ts";
import { consume, edit, remove } from "./reference-edits.ts";
import { adjust, reserve, reverse, transfer } from "./reference-posts.ts";
import { createState, firstReason, HOUR, type ReferenceAction } from "./reference-state.ts";
import type { Of } from "./reference-tasks.ts";
import { auto, topup } from "./reference-topups.ts";
import { pick, type WorkloadSetup } from "./workload.ts";

/**
 * A second, simpler ledger, written from the behaviour page and not from the ledger's code. It has
 * no records, units or postings, only objects with whole numbers that it changes in place. It
 * returns the expected result of each command, and has the expected balances and actions.
 */
export function createReferenceModel(setup: WorkloadSetup, start: number) {
  const state = createState(setup, start);
  const { clock, boxes, acts, isExpired, isBeforeStart, forfeit, note } = state;

  const isDue = ({ status, due }: ReferenceAction, until: number) =>
    status === "created" && due !== undefined && due <= until;

  /** Runs everything that is due up to an instant, in order of time. */
  const wait = (until: number): string => {
    const events: string[] = [];
    for (;;) {
      // The sort is stable: actions of one instant keep the order of their requests.
      const [next] = acts
        .filter((act) => isDue(act, until))
        .sort((a, b) => (a.due ?? 0) - (b.due ?? 0));
      const instant = Math.max(clock.now, next?.due ?? until);
      state.warn(instant);
      clock.now = instant;
      for (const box of boxes.values()) {
        forfeit(box);
        box.seen = box.free;
      }
      if (next === undefined) return events.join("; ");
      events.push(next.run());
      state.endCommand();
    }
  };

  const spend = ({ bucket, n }: Of<"spend">): string => {
    const box = state.boxAt(state.idOf(bucket));
    const why = firstReason(
      ["bucketNotFound", state.isNowhere(box)],
      ["amountNotPositive", n <= 0],
      ["bucketSuspended", box.suspended],
      ["bucketNotStarted", isBeforeStart(box)],
      ["bucketExpired", isExpired(box)],
      ["insufficientBalance", n > box.free + state.overdraftOf(box)],
    );
    if (why !== "") return `refused ${why}`;
    box.free -= n;
    state.use(box);
    note("usage", box, n);
    return "accepted";
  };

  const life = ({ type, bucket }: { type: string; bucket: number }): string => {
    const id = state.idOf(bucket);
    const box = state.boxAt(id);
    const place = pick(setup.places, bucket);
    if (type === "open" && place !== undefined) {
      if (!state.isNowhere(box)) return "refused bucketExists";
      state.open(place);
      return "accepted";
    }
    if (type === "open") return "skip";
    if (state.isNowhere(box)) return "refused bucketNotFound";
    if (type === "close") {
      if (box.held > 0) return "refused bucketInUse";
      note("opening", box, box.free);
      boxes.delete(id);
      return "accepted";
    }
    const before = JSON.stringify(box);
    if (type === "expire") {
      box.end = box.end !== undefined && box.end <= clock.now ? box.end : clock.now;
    }
    if (type === "suspend" || type === "resume") box.suspended = type === "suspend";
    if (type === "expire" || type === "forfeit") forfeit(box);
    return before === JSON.stringify(box) ? "replayed" : "accepted";
  };

  const due = ({ of, action }: Of<"due">): string => {
    const act = pick(state.requested[of], action);
    return act && isDue(act, clock.now) ? act.run() : "replayed";
  };

  /** The expected result of one command, before the work that it makes due. */
  const resultOf = (command: WorkloadCommand): string => {
    switch (command.type) {
      case "topup":
        return topup(state, command);
      case "auto":
        return auto(state, command);
      case "adjust":
        return adjust(state, command);
      case "reserve":
        return reserve(state, command);
      case "transfer":
        return transfer(state, command);
      case "consume":
        return consume(state, command);
      case "edit":
        return edit(state, command);
      case "remove":
        return remove(state, command);
      case "due":
        return due(command);
      case "loan":
        return topup(state, {
          ...{ type: "topup", days: undefined, voucher: undefined, method: undefined },
          ...{ payment: undefined, flaw: undefined, isLoan: true },
          bucket: command.bucket,
          n: command.n,
        });
      case "reverse":
        return reverse(state, command);
      case "use":
        return use(state, command);
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
      [...boxes.values()].map(
        ({ id, free, held, suspended, end }) => `${id}: ${free} + ${held} ${suspended} ${end}`,
      ),
    signals: (): string[] => [...state.signals].sort(),
    statuses: (): string[] => acts.map(({ kind, status }) => `${kind} ${status}`),
    outside: () => new Map([...state.outside].filter(([, n]) => n !== 0)),
  };
}
