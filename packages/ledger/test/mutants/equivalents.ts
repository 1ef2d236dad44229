/**
 * A mutant that no test can kill, and why. It is identified by its file, the text of its line and
 * its own text.
 */
export interface Equivalent {
  readonly file: string;
  readonly in: string;
  readonly text: string;
  readonly why: string;
}

const sameEitherWay = "The other branch has the same result.";
const ruledOut = "This case cannot occur: rules or types exclude it.";
const never = "The two are never equal here.";

export const equivalents: readonly Equivalent[] = [
  {
    file: "model/amounts.ts",
    in: "if (unit === undefined) return { amount: steps",
    text: "false",
    why: ruledOut,
  },
  {
    file: "operations/auto-top-up.ts",
    in: "if (auto === undefined) return parent",
    text: "false",
    why: ruledOut,
  },
  {
    file: "operations/bucket.ts",
    in: 'command.type === "spend" ?',
    text: "true",
    why: sameEitherWay,
  },
  {
    file: "operations/adjust.ts",
    in: "if (endsAt !== bucket.endsAt)",
    text: "true",
    why: sameEitherWay,
  },
  {
    file: "operations/bucket.ts",
    in: "end === undefined ? undefined : parseInstant(end)",
    text: "false",
    why: sameEitherWay,
  },
  {
    file: "operations/consequences.ts",
    in: 'change.table === "bucket" && change.record?.autoTopups',
    text: "||",
    why: sameEitherWay,
  },
  {
    file: "operations/consequences.ts",
    in: 'change.table === "bucket" && change.record?.autoTopups',
    text: "true",
    why: sameEitherWay,
  },
  {
    file: "operations/consequences.ts",
    in: "return false;",
    text: "true",
    why: sameEitherWay,
  },
  {
    file: "operations/consequences.ts",
    in: "policy.signals.length + policy.topupBonuses.length > 0",
    text: ">=",
    why: sameEitherWay,
  },
  {
    file: "operations/consequences.ts",
    in: "if (!isEnabled && !hasWaiting(decision.changes))",
    text: "false",
    why: sameEitherWay,
  },
  {
    file: "model/policy-modules.ts",
    in: "if (context.modules?.[name]) continue",
    text: "false",
    why: sameEitherWay,
  },
  {
    file: "operations/draft.ts",
    in: "if (bucket === undefined) return",
    text: "false",
    why: ruledOut,
  },
  {
    file: "operations/draft.ts",
    in: 'typeof account === "string"',
    text: "false",
    why: sameEitherWay,
  },
  {
    file: "operations/due.ts",
    in: "if (decision.result !== undefined)",
    text: "true",
    why: ruledOut,
  },
  { file: "operations/edit.ts", in: "if (edits.size === 0)", text: "false", why: sameEitherWay },
  {
    file: "operations/patch.ts",
    in: 'edits.has("amount") ? requested.steps',
    text: "true",
    why: sameEitherWay,
  },
  {
    file: "operations/patch.ts",
    in: 'edits.has("amount") ? body.amount',
    text: "true",
    why: sameEitherWay,
  },
  { file: "operations/consume.ts", in: "bucketNotFound,", text: "nothing", why: ruledOut },
  {
    file: "operations/consume.ts",
    in: "if (bucket === undefined) return",
    text: "false",
    why: ruledOut,
  },
  {
    file: "operations/consume.ts",
    in: "quantity === undefined ?",
    text: "false",
    why: sameEitherWay,
  },
  {
    file: "operations/reserve.ts",
    in: "return dueAt === undefined ?",
    text: "false",
    why: sameEitherWay,
  },
  { file: "operations/draft.ts", in: "if (bucket) putChange", text: "true", why: ruledOut },
  { file: "operations/draft.ts", in: "return firstUse ?", text: "true", why: ruledOut },
  { file: "operations/draft.ts", in: "if (steps < 0)", text: "<=", why: ruledOut },
  {
    file: "operations/top-up.ts",
    in: "if (endsAt !== bucket.endsAt)",
    text: "true",
    why: sameEitherWay,
  },
  {
    file: "operations/top-up.ts",
    in: 'if (sourceAccount === "payment" && arriving',
    text: "false",
    why: sameEitherWay,
  },
  {
    file: "policies/conversion.ts",
    in: "rate === undefined || steps < 0",
    text: "<=",
    why: sameEitherWay,
  },
  {
    file: "policies/overdraft.ts",
    in: "if (maximumOverdraft === 0)",
    text: "false",
    why: sameEitherWay,
  },
  { file: "policies/reversal.ts", in: "steps >= 0 || -steps", text: ">", why: ruledOut },
  {
    file: "policies/reversal.ts",
    in: "if (topup.bonus !== undefined)",
    text: "true",
    why: sameEitherWay,
  },
  {
    file: "rules/rule.ts",
    in: "if (namedReferences === undefined || own",
    text: "&&",
    why: sameEitherWay,
  },
  {
    file: "rules/rule.ts",
    in: "if (namedReferences === undefined || own",
    text: "false",
    why: sameEitherWay,
  },
  {
    file: "rules/rule.ts",
    in: "if (idOf(namedReferences) && idOf(namedReferences)",
    text: "false",
    why: sameEitherWay,
  },
  {
    file: "state/memory.ts",
    in: "if (accountBefore === accountAfter) return",
    text: "false",
    why: sameEitherWay,
  },
  {
    file: "state/memory.ts",
    in: "if (accountBefore !== undefined)",
    text: "true",
    why: sameEitherWay,
  },
  {
    file: "state/memory.ts",
    in: "if (accountAfter === undefined) return",
    text: "false",
    why: ruledOut,
  },
  { file: "state/memory.ts", in: "if (bucket !== undefined) yield", text: "true", why: ruledOut },
  { file: "operations/submit.ts", in: "if (body[key as keyof", text: "false", why: sameEitherWay },
  {
    file: "operations/submit.ts",
    in: "bucketId: bucket === missingBucket",
    text: "true",
    why: sameEitherWay,
  },
  { file: "operations/submit.ts", in: "handler.onRefusal?.(", text: "nothing", why: ruledOut },
  {
    file: "operations/submit.ts",
    in: "draft.view.bucket(id) === undefined",
    text: "true",
    why: sameEitherWay,
  },
  { file: "model/time.ts", in: "laterInstant <= LAST_INSTANT ?", text: "<", why: sameEitherWay },
  { file: "model/order.ts", in: "gap === 0 ? (a.id < b.id", text: "<=", why: never },
  {
    file: "views/resources.ts",
    in: 'party.id && party["@referredType"]',
    text: "false",
    why: sameEitherWay,
  },
  {
    file: "operations/voucher.ts",
    in: "if (lock === undefined) return",
    text: "false",
    why: sameEitherWay,
  },
  {
    file: "operations/transfer-facts.ts",
    in: "isSameDimension || costAmount.steps <= 0",
    text: "&&",
    why: sameEitherWay,
  },
  {
    file: "operations/transfer-facts.ts",
    in: "isSameDimension || costAmount.steps <= 0",
    text: "false",
    why: sameEitherWay,
  },
];
