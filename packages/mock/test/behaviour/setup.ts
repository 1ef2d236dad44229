import {
  createMock,
  defaultScenario,
  type Mock,
  type MockOptions,
  type Scenario,
} from "@tmf654/mock";
import type { Item, Reply, SendCall } from "../support/send.ts";

/** The instant at which every behaviour test begins. */
export const start = "2026-03-10T12:00:00.000Z";

/**
 * The function that creates the mocks of the suite, whether they have a database, and the
 * milliseconds that it may add to an operation. A test of a database replaces all three.
 */
export const mockDefaults: {
  create: (options: MockOptions) => Mock;
  isStored: boolean;
  storageMs: number;
} = { create: createMock, isStored: false, storageMs: 0 };

/** A mock with a stopped clock and the default scenario. */
export function createStoppedMock(options: MockOptions = {}): Mock {
  return mockDefaults.create({ clock: start, ...options });
}

export const money = (amount: number, units = "EUR") => ({ amount, units });
export const merge = { "content-type": "application/merge-patch+json" };

/** The requests of the tests as functions, over one transport. */
export function createApi(send: SendCall) {
  const post = (resource: string, body: unknown): Promise<Reply> =>
    send({ method: "POST", path: `/${resource}`, body });
  const get = async (path: string): Promise<Item> => (await send({ path })).json;
  return {
    get,
    post,
    patch: (resource: string, id: string, body: unknown): Promise<Reply> =>
      send({ method: "PATCH", path: `/${resource}/${id}`, body, headers: merge }),
    remove: (resource: string, id: string): Promise<Reply> =>
      send({ method: "DELETE", path: `/${resource}/${id}` }),
    /** The spendable amount of a bucket. */
    remaining: async (id: string): Promise<unknown> =>
      amountIn(await get(`/bucket/${id}`), "remainingValue"),
    held: async (id: string): Promise<unknown> =>
      amountIn(await get(`/bucket/${id}`), "reservedValue"),
    topup: (bucket: string, amount: object, moreMembers: object = {}): Promise<Reply> =>
      post("topupBalance", action(bucket, amount, moreMembers)),
    adjust: (bucket: string, amount: object, moreMembers: object = {}): Promise<Reply> =>
      post("adjustBalance", {
        adjustType: "oneTime",
        reason: "correction",
        ...action(bucket, amount, moreMembers),
      }),
    reserve: (bucket: string, amount?: object, more: object = {}): Promise<Reply> =>
      post("reserveBalance", action(bucket, amount, more)),
    transfer: (
      bucket: string,
      receiver: string,
      amount: object,
      moreMembers: object = {},
    ): Promise<Reply> =>
      post("transferBalance", {
        reason: "gift",
        channel: { id: "app" },
        amount,
        usageType: usageOf(bucket),
        bucket: { id: bucket },
        logicalResource: [{ id: numberOf(bucket) }],
        receiverBucket: { id: receiver },
        receiverBucketUsageType: usageOf(receiver),
        receiverLogicalResource: { id: numberOf(receiver) },
        ...moreMembers,
      }),
  };
}

function amountIn(bucket: Item, member: string): unknown {
  return (bucket[member] as { amount?: number } | undefined)?.amount;
}

function action(bucket: string, amount: object | undefined, moreMembers: object): object {
  return {
    ...(amount && { amount }),
    usageType: usageOf(bucket),
    bucket: { id: bucket },
    partyAccount: { id: accountOf(bucket) },
    ...moreMembers,
  };
}

const usages: Readonly<Record<string, string>> = {
  data: "data",
  family: "data",
  night: "data",
  voice: "voice",
  sms: "sms",
  points: "other",
};

function usageOf(bucket: string): string {
  return usages[bucket.slice(bucket.indexOf("-") + 1)] ?? "monetary";
}

/** The number of a bucket's owner. */
export function numberOf(bucket: string): string {
  const key = bucket.slice(0, bucket.indexOf("-"));
  const owner = defaultScenario.subscribers?.find((subscriber) => subscriber.key === key);
  return owner?.msisdn ?? "34600000999";
}

function accountOf(bucket: string): string {
  const key = bucket.slice(0, bucket.indexOf("-"));
  return key === "grace" || key === "henry" ? "acc-okafor" : `acc-${key}`;
}

/** The failure of a failed task. */
export function failureOf(reply: Reply): { code: string; message: string; side?: string } {
  return reply.json.failure as { code: string; message: string; side?: string };
}

/** A scenario of one subscriber with an account of this name. */
export function scenarioOfAccount(key: string, account: string): Scenario {
  const bucket = {
    key: "main",
    usageType: "monetary",
    name: "M",
    amount: 1,
    units: "EUR",
  } as const;
  const msisdn = `4477009${account.length}${account.charCodeAt(0)}`;
  const subscriber = { key, name: key, msisdn, account, buckets: [bucket] };
  return { name: key, description: "", subscribers: [subscriber] };
}
