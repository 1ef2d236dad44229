import type { StateTable } from "../ports/state-changes.ts";
import { count, recordSchema, text } from "../schema/build.ts";
import type { Schema } from "../schema/check.ts";
import { snapshotSchema } from "../snapshot/schema.ts";

const { store, listeners, keys } = snapshotSchema.properties ?? {};
const { buckets, actions, vouchers, voucherLocks } = store?.properties ?? {};

const object: Schema = { type: "object" };

/** An object with some members of these types, and others. */
function openRecord(members: Readonly<Record<string, Schema>>): Schema {
  return { ...recordSchema(members), additionalProperties: {} };
}

/** The schema of the records of each table. Those of a snapshot have the same schema there. */
export const rowSchemas: Readonly<Record<StateTable, Schema>> = {
  setting: {},
  openedBucket: count,
  bucket: buckets?.items ?? object,
  action: actions?.items ?? object,
  voucher: vouchers?.items ?? object,
  voucherLock: voucherLocks?.prefixItems?.[1] ?? object,
  paymentUse: text,
  transferDay: recordSchema({ day: { type: "integer" }, steps: count }),
  key: keys?.items ?? object,
  listener: listeners?.items ?? object,
  delivery: openRecord({ id: text, listenerId: text, callback: text, eventId: text, body: text }),
  receivedEvent: openRecord({ id: text, listener: text, body: object }),
  posting: openRecord({ sequence: count, command: text, posting: object }),
};
