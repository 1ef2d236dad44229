import { requestSteps, type StepName } from "../ports/steps.ts";
import { booleanSchema, count, listSchema, recordSchema, text } from "../schema/build.ts";
import type { Schema } from "../schema/check.ts";
import { knownOperationIds } from "../schema/operation-names.ts";

/** The names of the steps of a request, in their order. */
export const stepNames: readonly StepName[] = requestSteps.map(({ name }) => name);

const time: Schema = { type: "string", format: "date-time" };
const facts: Schema = {
  type: "object",
  description: "The facts that were read, by name or path.",
};
const quantity = recordSchema({ amount: { type: "number" }, units: text });
const remedy: Schema = {
  type: "string",
  description: "The change that leads to another response.",
};
const side: Schema = { enum: ["receiver"] };
const account: Schema = {
  description: "The name of an outside account, or a part of a bucket.",
  anyOf: [text, recordSchema({ bucketId: text, part: { enum: ["spendable", "held"] } })],
};

const step = recordSchema({
  name: { enum: stepNames },
  text: { type: "string", description: "The facts that the step reads." },
  result: {
    enum: ["passed", "decided", "applied", "notReached"],
    description:
      "`decided`: its response was sent, unless a later step is `applied`. `applied`: it changed " +
      "the response, or the facts of the ledger. `notReached`: an earlier step decided.",
  },
  facts,
  "remedy?": remedy,
});

const rule = recordSchema({
  code: text,
  "side?": side,
  result: { enum: ["passed", "refused", "notReached"] },
  facts,
});

const change = recordSchema({
  table: { enum: ["bucket", "action", "voucher", "voucherLock", "paymentUse", "transferDay"] },
  id: text,
  "day?": { type: "integer" },
  "before?": { description: "The record before; absent for a new one." },
  "after?": { description: "The record afterwards; absent for a removed one." },
});

const posting = recordSchema({
  from: account,
  to: account,
  dimension: text,
  steps: { type: "integer", minimum: 1 },
  "actionId?": text,
  "amount?": quantity,
});

const command = recordSchema({
  command: text,
  time,
  outcome: { enum: ["accepted", "refused", "unchanged"] },
  "refusal?": recordSchema({ code: text, message: text, "side?": side, remedy }),
  "testNumber?": recordSchema({ number: text, behaviour: text }),
  "payment?": { enum: ["approved", "declined", "insufficientFunds", "slow", "lostResponse"] },
  rules: {
    ...listSchema(listSchema(rule)),
    description: "The rules in their order. An auto-top-up has a second table for its execution.",
  },
  balances: listSchema(
    recordSchema({ bucketId: text, spendable: quantity, reserved: quantity, remaining: quantity }),
  ),
  changes: listSchema(change),
  postings: listSchema(posting),
  events: listSchema(
    recordSchema({
      eventId: text,
      eventType: text,
      to: listSchema(recordSchema({ id: text, callback: text })),
    }),
  ),
  due: listSchema(recordSchema({ time, command: text, target: text })),
});

/** The reason for a response. */
export const traceSchema: Schema = recordSchema({
  id: { type: "string", description: "The number of the request in the journal." },
  time,
  "operation?": { enum: knownOperationIds },
  method: text,
  path: text,
  status: { ...count, description: "0 when the connection was dropped." },
  decidedBy: { enum: stepNames },
  reason: text,
  "remedy?": remedy,
  isComplete: {
    ...booleanSchema,
    description:
      "False without the facts that are only kept while traces are on: the profile, the fault " +
      "rules and the commands.",
  },
  "profile?": recordSchema({
    name: text,
    unknownAttributes: booleanSchema,
    required: booleanSchema,
    arrays: booleanSchema,
  }),
  steps: listSchema(step),
  commands: listSchema(command),
});
