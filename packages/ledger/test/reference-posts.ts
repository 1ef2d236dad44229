import { type Books, type Box, DAY, first, HOUR } from "./reference-state.ts";
import {
  beyond,
  delayOf,
  enter,
  malformed,
  newAct,
  type Of,
  record,
  unfit,
} from "./reference-tasks.ts";

export function adjust(books: Books, { type, days, ...asked }: Of<"adjust">): string {
  const { clock, terms } = books;
  const end = days === undefined ? undefined : clock.now + days * DAY;
  const act = newAct(books, type, { ...asked, end });
  const left = (box: Box) => (terms.forfeits && books.over(box) ? 0 : box.free);
  const { n } = asked;
  const whyNot = () => {
    const box = books.boxAt(act.at);
    return first(
      ...malformed(act),
      ...unfit(books, box, act),
      ["amountZero", n === 0 && end === undefined],
      ["bucketSuspended", box.suspended],
      ["bucketNotStarted", books.early(box)],
      ["bucketExpired", books.over(box) && (end ?? 0) <= clock.now],
      ["validForPassed", books.passed(end)],
      ["limitExceeded", beyond(books, act, box, n)],
      ["balanceCeilingExceeded", books.overCeiling(box, n)],
      ["insufficientBalance", left(box) + n < 0],
    );
  };
  const why = whyNot();
  if (why === "") {
    enter(books, act, delayOf(books, act), whyNot, () => {
      const box = books.boxAt(act.at);
      books.forfeit(box);
      box.free += n;
      if (box.end !== undefined) box.end = Math.max(box.end, end ?? 0);
      books.note("adjustment", box, -n);
      return undefined;
    });
  }
  return record(books, type, act, why);
}

export function reserve(books: Books, { type, hours, n, ...asked }: Of<"reserve">): string {
  const { clock, terms } = books;
  const end = hours === undefined ? undefined : clock.now + hours * HOUR;
  const box = books.boxAt(books.idOf(asked.bucket));
  const all = asked.flaw === "unit" ? 1 : box.free;
  const act = newAct(books, type, { ...asked, end, n: n ?? all });
  const why = first(
    ...malformed(act),
    ...unfit(books, box, act),
    ["amountNotPositive", n !== undefined && n <= 0],
    ["bucketSuspended", box.suspended],
    ["bucketNotStarted", books.early(box)],
    ["bucketExpired", books.over(box)],
    ["validForPassed", books.passed(end)],
    ["limitExceeded", beyond(books, act, box, act.n)],
    ["insufficientBalance", act.n > box.free || act.n === 0],
  );
  if (why === "") {
    box.free -= act.n;
    box.held += act.n;
    books.use(box);
    const holding = terms.holdingHours;
    act.due = end ?? (holding === undefined ? undefined : clock.now + holding * HOUR);
    act.run = () => {
      act.status = "cancelled";
      books.give(box, act.n);
      return "accepted Cancel";
    };
  }
  return record(books, type, act, why);
}

interface Movement {
  from: Box;
  other: Box;
  own: number;
  theirs: number;
  purse: Box | undefined;
  /** The receiver's pieces for one of the sender's; undefined between alike ones. */
  rate: number | undefined;
}

function movementOf(books: Books, asked: Of<"transfer">): Movement & { cost: number } {
  const from = books.boxAt(books.idOf(asked.bucket));
  const other = books.boxAt(books.idOf(asked.to));
  const cost = books.terms.cost[from.usageType] ?? asked.cost;
  const isTheirs = asked.owner === "receiver";
  const isInside = from.units === "EUR";
  const purse = isInside ? undefined : books.purseOf(isTheirs ? other : from, cost);
  const [own, theirs] = [isInside && !isTheirs ? cost : 0, isInside && isTheirs ? cost : 0];
  const isUnlike = from.usageType !== other.usageType;
  const hasRate = isUnlike && from.units !== "USD" && other.units !== "USD" && asked.isNamed;
  const rate = hasRate ? books.terms.rate : undefined;
  return { from, other, cost, own, theirs, purse, rate };
}

export function transfer(books: Books, asked: Of<"transfer">): string {
  const { type, n, flaw, ...rest } = asked;
  const act = newAct(books, type, { ...rest, n, flaw });
  const spentBy = (box: Box) => books.spent.get(books.today(box)) ?? 0;
  const whyNot = () => {
    const { from, other, cost, own, theirs, purse, rate } = movementOf(books, asked);
    const credit = n > theirs ? (n - theirs) * (rate ?? 1) : n - theirs;
    const perDay = books.boundsOf(type, from)?.perDay ?? Infinity;
    const isPaid = from.units === "EUR" ? theirs <= n : cost === 0 || purse !== undefined;
    return first(
      ...malformed(act),
      ["bucketNotFound", books.isNowhere(from)],
      ["receiverBucketNotFound", books.isNowhere(other)],
      ["sameBucket", from === other],
      ["partyAccountMismatch", flaw === "account"],
      ["logicalResourceMismatch", flaw === "number" || flaw === "theirNumber"],
      ["productMismatch", flaw === "product" || flaw === "theirProduct"],
      ["usageTypeMismatch", flaw === "usage" || (from.usageType !== other.usageType && !rate)],
      ["unitMismatch", flaw === "unit" || (from.units !== other.units && !rate)],
      ["amountNotPositive", n <= 0],
      ["bucketNotTransferable", from.isBound === true],
      ["bucketSuspended", from.suspended],
      ["bucketNotStarted", books.early(from)],
      ["bucketExpired", books.over(from)],
      ["receiverBucketSuspended", other.suspended],
      ["receiverBucketNotStarted", books.early(other)],
      ["receiverBucketExpired", books.over(other)],
      ["limitExceeded", beyond(books, act, from, n) || spentBy(from) + n > perDay],
      ["balanceCeilingExceeded", books.overCeiling(other, credit)],
      ["insufficientBalance", n + own > from.free],
      ["costNotCollectable", !isPaid],
    );
  };
  const why = whyNot();
  if (why === "") {
    enter(books, act, delayOf(books, act), whyNot, () => {
      const { from, other, cost, own, theirs, purse, rate } = movementOf(books, asked);
      const credit = (n - theirs) * (rate ?? 1);
      from.free -= n + own;
      other.free += credit;
      if (rate !== undefined) {
        books.note("conversion", from, n - theirs);
        books.note("conversion", other, -credit);
      }
      if (n - theirs + own + theirs > 0) books.use(from);
      if (purse !== undefined) {
        purse.free -= cost;
        books.use(purse);
      }
      books.note("fee", purse ?? from, purse === undefined ? own + theirs : cost);
      books.spent.set(books.today(from), spentBy(from) + n);
      return undefined;
    });
  }
  return record(books, type, act, why);
}
