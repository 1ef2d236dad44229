/** Preparation of a run: reads the server's lists, and creates missing resources. */
import { actionNames, type ResourceName, resources } from "@tmf654/contract";
import { everyResource } from "../cases/resources.ts";
import type { RecordedCall } from "../model/report.ts";
import { isRecord, valueAt } from "../values/path.ts";
import type { KnownValues } from "../values/resolve.ts";
import {
  type ChosenBuckets,
  chooseBuckets,
  type FoundResource,
  itemsWithId,
  patchBodies,
  validBodies,
} from "./buckets.ts";
import type { Caller } from "./caller.ts";

/** The state at the start of a run. */
export interface Preparation {
  readonly knownValues: KnownValues;
  readonly calls: readonly RecordedCall[];
  /** Balances that the run may change, with their values before the run. */
  readonly balances: readonly FoundResource[];
}

/** Settings of the preparation. */
export interface PrepareSettings {
  readonly call: Caller;
  readonly mayCall: (operation: string) => boolean;
  readonly allowWrites: boolean;
  readonly bucket: string | undefined;
  readonly receiver: string | undefined;
  readonly runMark: string;
  readonly callback: string | undefined;
  readonly readOnlyAuthorization: string | undefined;
  readonly uuid: () => string;
}

/** Reads every list once. If writes are allowed, it adds a resource to each empty list. */
export async function prepare(settings: PrepareSettings): Promise<Preparation> {
  const calls: RecordedCall[] = [];
  const recordingCaller: Caller = async (request) => {
    const recordedCall = await settings.call(request);
    calls.push(recordedCall);
    return recordedCall;
  };
  const buckets = await findBuckets(settings, recordingCaller);
  const valid = validBodies(buckets, settings.runMark);
  const items: Record<string, FoundResource> = {};
  for (const name of everyResource) {
    const item = await findItem(name, settings, recordingCaller, valid[name]);
    if (item !== undefined) items[name] = item;
  }
  const { second, suspended, expired } = buckets;
  const bucket = await readAgain(buckets.bucket, calls, recordingCaller);
  const accumulated = await findAccumulated(settings, recordingCaller, bucket);
  const namedResources = { bucket, second, suspended, expired, accumulated };
  return {
    calls,
    balances: Object.values(buckets).filter((one) => one !== undefined),
    knownValues: {
      ...Object.fromEntries(Object.entries(namedResources).filter(([, one]) => one !== undefined)),
      items,
      valid,
      patch: patchBodies(valid),
      units: valueAt(bucket, "remainingValue.units") ?? "EUR",
      mark: settings.runMark,
      unknown: settings.uuid(),
      key: Object.fromEntries(
        ["first", "second", "third", "fourth"].map((name) => [name, settings.uuid()]),
      ),
      ...(settings.callback !== undefined && { callback: settings.callback }),
      readOnly: { authorization: settings.readOnlyAuthorization },
    },
  };
}

async function findBuckets(
  { mayCall, bucket, receiver }: PrepareSettings,
  call: Caller,
): Promise<ChosenBuckets> {
  const list = mayCall("listBucket") ? await listOf("bucket", call) : [];
  const missingIds = [bucket, receiver].filter(
    (id) => id !== undefined && !list.some((one) => one.id === id),
  );
  const retrievedBuckets: FoundResource[] = [];
  for (const id of missingIds) {
    const target = `/bucket/${encodeURIComponent(id ?? "")}`;
    const { response } = await call({ operation: "retrieveBucket", method: "GET", target });
    if (isRecord(response?.body)) retrievedBuckets.push(response.body);
  }
  return chooseBuckets([...list, ...retrievedBuckets], { bucket, receiver });
}

/** The preparation changed the balance, so cases that compare the balance need the new value. */
async function readAgain(
  bucket: FoundResource | undefined,
  calls: readonly RecordedCall[],
  call: Caller,
): Promise<FoundResource | undefined> {
  if (bucket === undefined || calls.every(({ request }) => request.method === "GET")) return bucket;
  const target = `/bucket/${encodeURIComponent(String(bucket.id))}`;
  const { response } = await call({ operation: "retrieveBucket", method: "GET", target });
  return isRecord(response?.body) ? response.body : bucket;
}

async function listOf(
  name: ResourceName,
  call: Caller,
  query = "",
): Promise<readonly FoundResource[]> {
  const operation = resources[name].operations.list;
  const { response } = await call({ operation, method: "GET", target: `/${name}${query}` });
  return itemsWithId(response?.body);
}

const isAction = (name: ResourceName): boolean => actionNames.some((one) => one === name);

async function findItem(
  name: ResourceName,
  { mayCall, allowWrites }: PrepareSettings,
  call: Caller,
  body: FoundResource | undefined,
): Promise<FoundResource | undefined> {
  const { operations } = resources[name];
  if (!mayCall(operations.list)) return undefined;
  const listedResources = await listOf(name, call);
  const mayCreate =
    listedResources.length < 2 && isAction(name) && allowWrites && body !== undefined;
  if (!mayCreate || !("create" in operations) || !mayCall(operations.create))
    return listedResources[0];
  for (let count = listedResources.length; count < 2; count += 1) {
    const text = JSON.stringify(body);
    await call({ operation: operations.create, method: "POST", target: `/${name}`, body: text });
  }
  return (await listOf(name, call))[0];
}

async function findAccumulated(
  { mayCall }: PrepareSettings,
  call: Caller,
  bucket: FoundResource | undefined,
): Promise<FoundResource | undefined> {
  const account = valueAt(bucket, "partyAccount.id");
  if (!mayCall("listAccumulatedBalance") || typeof account !== "string") return undefined;
  const query = `?partyAccount.id=${encodeURIComponent(account)}`;
  const list = await listOf("accumulatedBalance", call, query);
  const bucketIdsOf = (one: FoundResource): unknown => valueAt(one, "bucket[*].id");
  return list.find((one) => (bucketIdsOf(one) as readonly unknown[]).includes(bucket?.id));
}
