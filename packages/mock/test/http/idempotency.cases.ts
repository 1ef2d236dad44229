import { expect, test } from "vitest";
import { sleep } from "../../src/clock/timers.ts";
import { createHandler } from "../../src/http/handler.ts";
import { topup } from "../support/bodies.ts";
import { fixedEngine } from "../support/fixed-engine.ts";
import { type Call, describeMatrix } from "../support/send.ts";

let keys = 0;
function createIdempotentHandler() {
  const engine = fixedEngine();
  return { ...createHandler(engine, { sleep }), engine };
}

/** A top-up with a new key, or with the given key. */
function withKey(key = `key-${++keys}`, over: Readonly<Record<string, string>> = {}): Call {
  const headers = { "content-type": "application/json", "idempotency-key": key, ...over };
  return { method: "POST", path: "/topupBalance", headers, body: topup() };
}

describeMatrix(
  "Time, randomness, identity: Idempotency-Key",
  createIdempotentHandler,
  ({ send, mock }) => {
    const commandCount = () => mock().engine.commands.length;

    test("the same key and body replays the first response and runs nothing", async () => {
      const call = withKey();
      const first = await send(call);
      const before = commandCount();
      const again = await send(call);
      expect([again.status, again.text]).toEqual([201, first.text]);
      expect(again.headers.location).toBe(first.headers.location);
      expect(again.headers["idempotency-replayed"]).toBe("true");
      expect(first.headers["idempotency-replayed"]).toBeUndefined();
      expect(commandCount()).toBe(before);
    });

    test("the same key with another body is 409 and runs nothing", async () => {
      const call = withKey();
      await send(call);
      const before = commandCount();
      const other = await send({ ...call, body: topup({ description: "other" }) });
      expect([other.status, other.error.code]).toEqual([409, "idempotencyKeyReused"]);
      expect(commandCount()).toBe(before);
    });

    test.each<[string, Partial<Call>]>([
      ["operation", { path: "/adjustBalance" }],
      [
        "credential",
        { headers: { "content-type": "application/json", authorization: "Bearer b" } },
      ],
    ])("the same key with another %s runs the command", async (_, over) => {
      const call = withKey();
      await send(call);
      const before = commandCount();
      const headers = {
        ...over.headers,
        "idempotency-key": call.headers?.["idempotency-key"] ?? "",
      };
      const type = { "content-type": "application/json" };
      await send({ ...call, ...over, headers: { ...type, ...headers } });
      expect(commandCount()).toBe(before + 1);
    });

    test.each(["/topupBalance/", "//topupBalance", "//topupBalance/", "/x/../topupBalance"])(
      "the same key at the path %s replays the first response",
      async (path) => {
        const call = withKey();
        const first = await send(call);
        const before = commandCount();
        const again = await send({ ...call, path });
        expect([again.text, again.headers["idempotency-replayed"]]).toEqual([first.text, "true"]);
        expect(commandCount()).toBe(before);
      },
    );

    test("a second request while the first runs waits for its response", async () => {
      const key = `key-${++keys}`;
      const before = commandCount();
      const [first, second] = await Promise.all([
        send(withKey(key, { prefer: "delay=60" })),
        sleep(20).then(() => send(withKey(key))),
      ]);
      expect(second.text).toBe(first.text);
      expect(second.headers["idempotency-replayed"]).toBe("true");
      expect(commandCount()).toBe(before + 1);
    });

    test("the 409 of a refusal is kept", async () => {
      mock().engine.results.push({ kind: "refused", code: "bucketExpired", message: "Expired." });
      const call = withKey();
      const first = await send(call);
      const again = await send(call);
      expect([first.status, again.status]).toEqual([409, 409]);
      expect(again.headers["idempotency-replayed"]).toBe("true");
    });

    test.each<[string, Readonly<Record<string, string>>]>([
      ["503", { prefer: "code=503" }],
      ["429", { prefer: "code=429" }],
      ["409", { prefer: "code=409" }],
    ])("a simulated %s is not kept: the repeated request runs", async (_, headers) => {
      const key = `key-${++keys}`;
      const before = commandCount();
      expect((await send(withKey(key, headers))).status).toBeGreaterThan(400);
      expect(commandCount()).toBe(before);
      const again = await send(withKey(key));
      expect([again.status, again.headers["idempotency-replayed"]]).toEqual([201, undefined]);
    });

    test("a 400 of the engine is not kept", async () => {
      mock().engine.results.push({
        kind: "invalid",
        issues: [{ path: "a", code: "b", message: "c" }],
      });
      const call = withKey();
      expect((await send(call)).status).toBe(400);
      expect((await send(call)).status).toBe(201);
    });

    test("a key is forgotten after its time", async () => {
      const call = withKey();
      const first = await send(call);
      mock().engine.instant += 86_400_000 - 1;
      expect((await send(call)).text).toBe(first.text);
      mock().engine.instant += 1;
      const later = await send(call);
      expect([later.status, later.text === first.text]).toEqual([201, false]);
    });

    test("without a key every POST runs", async () => {
      const before = commandCount();
      const { "idempotency-key": _, ...headers } = withKey().headers ?? {};
      await send({ ...withKey(), headers });
      await send({ ...withKey(), headers });
      expect(commandCount()).toBe(before + 2);
    });
  },
);
