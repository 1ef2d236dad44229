/** A mutant that no test can notice, and why. It is found by its file, its line's text and its own. */
export type Equivalent = {
  readonly file: string;
  readonly in: string;
  readonly text: string;
  readonly why: string;
};

const sameEitherWay = "The other branch comes to the same, by a longer way.";
const ruledOut = "What it guards against cannot happen: rules or types rule it out before.";
const never = "The two are never equal here.";

export const equivalents: readonly Equivalent[] = [
  { file: "adjust.ts", in: "const isCredit = amount.steps > 0", text: ">=", why: ruledOut },
  { file: "amounts.ts", in: "unit === undefined ? { amount: steps", text: "false", why: ruledOut },
  {
    file: "auto-top-up.ts",
    in: "if (auto === undefined) return parent",
    text: "false",
    why: ruledOut,
  },
  { file: "bucket.ts", in: "endsAt: end === undefined", text: "false", why: sameEitherWay },
  { file: "bucket.ts", in: 'command.type === "spend" ?', text: "true", why: sameEitherWay },
  { file: "draft.ts", in: "if (bucket === undefined) return", text: "false", why: ruledOut },
  { file: "draft.ts", in: 'typeof side === "string"', text: "false", why: sameEitherWay },
  { file: "due.ts", in: "if (decision.result !== undefined)", text: "true", why: ruledOut },
  { file: "edit.ts", in: "if (edits.size === 0)", text: "false", why: sameEitherWay },
  {
    file: "patch.ts",
    in: 'action.kind === "reserve" && edits.has("validFor")',
    text: "||",
    why: sameEitherWay,
  },
  { file: "patch.ts", in: 'edits.has("amount") ? asked.steps', text: "true", why: sameEitherWay },
  { file: "patch.ts", in: 'edits.has("amount") ? body.amount', text: "true", why: sameEitherWay },
  { file: "reservation.ts", in: "bucketNotFound,", text: "nothing", why: ruledOut },
  { file: "reservation.ts", in: "if (bucket === undefined) return", text: "false", why: ruledOut },
  { file: "reservation.ts", in: "quantity === undefined ?", text: "false", why: sameEitherWay },
  { file: "reserve.ts", in: "return dueAt === undefined ?", text: "false", why: sameEitherWay },
  { file: "state.ts", in: "if (before === after) return", text: "false", why: sameEitherWay },
  { file: "state.ts", in: "if (before !== undefined)", text: "true", why: sameEitherWay },
  { file: "state.ts", in: "if (after === undefined) return", text: "false", why: ruledOut },
  { file: "state.ts", in: "if (bucket !== undefined) yield", text: "true", why: ruledOut },
  { file: "submit.ts", in: "if (body[key as keyof", text: "false", why: sameEitherWay },
  { file: "submit.ts", in: "bucketId: bucket === noBucket", text: "true", why: sameEitherWay },
  { file: "submit.ts", in: "operation.onRefusal?.(", text: "nothing", why: ruledOut },
  {
    file: "submit.ts",
    in: "view.bucket(bucket.id) === undefined",
    text: "true",
    why: sameEitherWay,
  },
  { file: "time.ts", in: "later <= LAST_INSTANT ?", text: "<", why: sameEitherWay },
  { file: "top-up.ts", in: "if (endsAt !== credited.endsAt)", text: "true", why: sameEitherWay },
  { file: "transfer.ts", in: "of account === undefined ?", text: "false", why: sameEitherWay },
  { file: "transfer.ts", in: "gap === 0 ? a.id < b.id", text: "<=", why: never },
  { file: "views.ts", in: 'sent.id && sent["@referredType"]', text: "false", why: sameEitherWay },
  { file: "voucher.ts", in: "if (lock === undefined) return", text: "false", why: sameEitherWay },
  { file: "transfer.ts", in: "isInside || costRead.steps <= 0", text: "<", why: sameEitherWay },
  { file: "transfer.ts", in: "isInside || costRead.steps <= 0", text: "&&", why: sameEitherWay },
  { file: "transfer.ts", in: "isInside || costRead.steps <= 0", text: "false", why: sameEitherWay },
];
