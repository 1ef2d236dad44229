/** A checker of linearizability for the balance of one bucket. */

interface TimedOperation {
  /** The instants of the request and of its response. An unknown outcome has no response. */
  readonly start: number;
  readonly end: number;
}

/** A change of the balance. The server refuses a change that would make the balance negative. */
export interface Write extends TimedOperation {
  readonly type: "write";
  readonly amount: number;
  readonly outcome: "done" | "refused" | "unknown";
}

/** A read of the balance. */
export interface Read extends TimedOperation {
  readonly type: "read";
  readonly value: number;
}

export type Operation = Write | Read;

/** A possible state: the balance, and the operations in progress that have taken effect. */
interface Possibility {
  readonly balance: number;
  readonly effective: readonly number[];
}

/**
 * Searches for an order in which each operation takes effect between its request and its response.
 * Returns the first response that no order explains, or `undefined` for a linearizable history. It
 * follows the events in order of time, with all states that are possible after each event.
 */
export function findViolation(
  history: readonly Operation[],
  balance: number,
): Operation | undefined {
  const events = history
    .flatMap((operation, index) => [
      { at: operation.start, isEnd: false, index, operation },
      { at: operation.end, isEnd: true, index, operation },
    ])
    // A request at the instant of a response may have been handled before it.
    .sort((a, b) => a.at - b.at || Number(a.isEnd) - Number(b.isEnd));
  const inProgress = new Map<number, Operation>();
  let possible: readonly Possibility[] = [{ balance, effective: [] }];
  for (const { isEnd, index, operation } of events) {
    if (!isEnd) {
      inProgress.set(index, operation);
      continue;
    }
    if (!Number.isFinite(operation.end)) continue;
    possible = withEffectOf(index, possible, inProgress);
    inProgress.delete(index);
    if (possible.length === 0) return operation;
  }
  return undefined;
}

/** Returns the states in which an operation has taken effect, possibly after others in progress. */
function withEffectOf(
  wantedIndex: number,
  possible: readonly Possibility[],
  inProgress: ReadonlyMap<number, Operation>,
): readonly Possibility[] {
  const seenKeys = new Set<string>();
  const foundStates = new Map<string, Possibility>();
  const left = [...possible];
  for (let next = left.pop(); next; next = left.pop()) {
    const { balance, effective } = next;
    const key = `${balance} ${effective.join()}`;
    if (seenKeys.has(key)) continue;
    seenKeys.add(key);
    if (effective.includes(wantedIndex)) {
      const others = effective.filter((index) => index !== wantedIndex);
      foundStates.set(`${balance} ${others.join()}`, { balance, effective: others });
      continue;
    }
    for (const [index, operation] of inProgress) {
      const balanceThen = effective.includes(index) ? undefined : balanceAfter(operation, balance);
      if (balanceThen === undefined) continue;
      const sorted = [...effective, index].sort((a, b) => a - b);
      left.push({ balance: balanceThen, effective: sorted });
    }
  }
  return [...foundStates.values()];
}

/** Returns the balance after an operation, or `undefined` if its response would have differed. */
function balanceAfter(operation: Operation, balance: number): number | undefined {
  if (operation.type === "read") return operation.value === balance ? balance : undefined;
  const after = balance + operation.amount;
  if (operation.outcome === "refused") return after < 0 ? balance : undefined;
  return after < 0 ? undefined : after;
}
