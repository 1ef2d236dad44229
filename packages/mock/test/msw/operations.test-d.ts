import type { AdjustBalanceCreate, Bucket, TopupBalance } from "@tmf654/contract";
import { expectTypeOf, test } from "vitest";
import { tmf654 } from "../../src/msw/index.ts";

test("a handler of one operation has the types of the contract", () => {
  tmf654.createAdjustBalance(({ body, path, respond }) => {
    expectTypeOf(body).toEqualTypeOf<AdjustBalanceCreate>();
    expectTypeOf(path).toEqualTypeOf<object>();
    // @ts-expect-error: the contract has no such status for this operation
    respond(418);
    // @ts-expect-error: an error has a code and a reason
    respond(409, {});
    return respond(409, { code: "c", reason: "r" });
  });
  tmf654.retrieveBucket(({ body, path }) => {
    expectTypeOf(body).toEqualTypeOf<undefined>();
    expectTypeOf(path.id).toEqualTypeOf<string>();
  });
  tmf654.listBucket(() => [] satisfies Bucket[]);
  tmf654.deleteTopupBalance(({ respond }) => respond(204));
  tmf654.patchTopupBalance(async (): Promise<TopupBalance | undefined> => undefined);
  tmf654.patchTopupBalance(async (): Promise<TopupBalance | null> => null);
  // @ts-expect-error: a bucket is no list
  tmf654.listBucket(() => ({ id: "b1" }));
  // @ts-expect-error: the contract has no such operation
  tmf654.createBucket;
});
