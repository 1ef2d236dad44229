import type { StateTable } from "../ports/state-changes.ts";
import { count, recordSchema, text } from "../schema/build.ts";
import type { Schema } from "../schema/check.ts";
import { snapshotSchema } from "../snapshot/schema.ts";

const { store, listeners, keys } = snapshotSchema.properties ?? {};
const { buckets, actions, vouchers, voucherLocks } = store?.properties ?? {};

const objectSchema: Schema = { type: "object" };

/** An object with some members of these types, and others. */
function openRecord(members: Readonly<Record<string, Schema>>): Schema {
  return { ...recordSchema(members), additionalProperties: {} };
}

/**
 * The schema of the records of each table. Records that a snapshot has too have the same schema in
 * it.
 */
export const rowSchemas: Readonly<Record<StateTable, Schema>> = {
  setting: {},
  openedBucket: count,
  bucket: buckets?.items ?? objectSchema,
  action: actions?.items ?? objectSchema,
  voucher: vouchers?.items ?? objectSchema,
  voucherLock: voucherLocks?.prefixItems?.[1] ?? objectSchema,
  paymentUse: text,
  transferDay: recordSchema({ day: { type: "integer" }, steps: count }),
  key: keys?.items ?? objectSchema,
  listener: listeners?.items ?? objectSchema,
  delivery: openRecord({ id: text, listenerId: text, callback: text, eventId: text, body: text }),
  receivedEvent: openRecord({ id: text, listener: text, body: objectSchema }),
  posting: openRecord({ sequence: count, command: text, posting: objectSchema }),
};
