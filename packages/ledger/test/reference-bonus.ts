import {
  firstReason,
  type ReferenceAction,
  type ReferenceBucket,
  type ReferenceState,
} from "./reference-state.ts";
import { newAction, type Of } from "./reference-tasks.ts";

const latest = (box: ReferenceBucket): number => box.end ?? Infinity;
const byId = (a: ReferenceBucket, b: ReferenceBucket): number => (a.id < b.id ? -1 : 1);

/** Compares ends, later ones first. It does not subtract, because ends can be infinite. */
const laterFirst = (a: ReferenceBucket, b: ReferenceBucket): number =>
  latest(a) === latest(b) ? 0 : latest(a) > latest(b) ? -1 : 1;

/** The bonus of a top-up, which is a separate top-up; undefined when there is none. */
export function bonus(
  state: ReferenceState,
  act: ReferenceAction,
  worth: number,
): ReferenceAction | undefined {
  const { terms, boxes } = state;
  const topped = state.boxAt(act.at);
  const { bonus: rule } = terms;
  if (!rule || topped.units !== "EUR" || worth < rule.atLeast) return undefined;
  const rank = (box: ReferenceBucket): number =>
    (box.firstUse === undefined ? 0 : 3) + (box.isBound ? 0 : box === topped ? 1 : 2);
  const [box] = [...boxes.values()]
    .filter((each) => each.account === topped.account && each.units === rule.units)
    .filter((each) => !each.suspended && !state.isBeforeStart(each) && !state.isExpired(each))
    .filter((each) => !state.overCeiling(each, rule.n))
    .sort(
      (a, b) =>
        rank(a) - rank(b) ||
        // Among packs that wait for their first use, one that can be transferred comes first.
        Number(a.isBound === true) - Number(b.isBound === true) ||
        (b.priority ?? 0) - (a.priority ?? 0) ||
        laterFirst(a, b) ||
        byId(a, b),
    );
  if (box === undefined) return undefined;
  box.free += rule.n;
  state.note("bonus", box, -rule.n);
  const given = { status: "completed", isBonus: true, n: rule.n, credit: rule.n } as const;
  act.bonus = { ...newAction(state, "topup", { bucket: 0 }), at: box.id, ...given };
  return act.bonus;
}

/** Takes what is left of a bonus back, by a separate adjustment; undefined when nothing is left. */
export function takeBonus(
  state: ReferenceState,
  bonus: ReferenceAction | undefined,
): ReferenceAction | undefined {
  if (bonus === undefined || bonus.isReversed) return undefined;
  const box = state.boxAt(bonus.at);
  state.forfeit(box);
  const n = Math.min(bonus.n, box.free);
  if (n <= 0) return undefined;
  box.free -= n;
  state.note("bonus", box, n);
  bonus.isReversed = true;
  return { ...newAction(state, "adjust", { bucket: 0 }), at: box.id, n: -n, status: "completed" };
}

/** Applies usage that an account's buckets pay in the order of spending. */
export function use(state: ReferenceState, { account, units, n }: Of<"use">): string {
  const known = [...state.boxes.values()].filter((box) => box.account === account);
  const fitting = known
    .filter((box) => box.units === units)
    .sort((a, b) => (a.priority ?? 0) - (b.priority ?? 0) || laterFirst(b, a) || byId(a, b));
  const payers = fitting.filter(
    (box) => !box.suspended && !state.isBeforeStart(box) && !state.isExpired(box),
  );
  const [head] = fitting;
  const last = payers.at(-1);
  const debt = last ? Math.min(0, last.free) + state.overdraftOf(last) : 0;
  const own = payers.reduce((sum, { free }) => sum + Math.max(0, free), 0);
  const isStuck = payers.length === 0 && head !== undefined;
  const why = firstReason(
    ["bucketNotFound", known.length === 0],
    ["unitMismatch", fitting.length === 0],
    ["amountNotPositive", n <= 0],
    ["bucketSuspended", isStuck && head.suspended],
    ["bucketNotStarted", isStuck && state.isBeforeStart(head)],
    ["bucketExpired", isStuck],
    ["insufficientBalance", n > own + Math.max(0, debt)],
  );
  if (why !== "") return `refused ${why}`;
  let left = n;
  const events: string[] = [];
  for (const box of payers) {
    const part = box === last ? left : Math.min(left, box.free);
    if (part <= 0) continue;
    left -= part;
    box.free -= part;
    state.use(box);
    state.note("usage", box, part);
    state.acts.push({
      ...newAction(state, "reserve", { bucket: 0 }),
      at: box.id,
      status: "completed",
    });
    events.push("Create");
  }
  return `accepted ${events.join(" ")}`;
}
