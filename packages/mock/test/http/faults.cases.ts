import { describe, expect, test } from "vitest";
import { createHandler } from "../../src/http/handler.ts";
import type { Fault } from "../../src/ports/fault.ts";
import type { HandlerOptions } from "../../src/ports/handler.ts";
import { topup } from "../support/bodies.ts";
import { fixedEngine } from "../support/fixed-engine.ts";
import { type Call, describeMatrix } from "../support/send.ts";

/** A handler whose next fault is set from outside and whose waits are recorded. */
function createFaultyHandler() {
  const engine = fixedEngine();
  const waits: number[] = [];
  const next: { before?: Fault | undefined; after?: Fault | undefined } = {};
  const options: HandlerOptions = {
    sleep: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
    faults: (_, when) => {
      const fault = next[when];
      next[when] = undefined;
      return fault;
    },
  };
  return { ...createHandler(engine, options), engine, waits, next };
}

describeMatrix(
  "Faults and scenarios: by header and by rule",
  createFaultyHandler,
  ({ send, mock }) => {
    const create = (headers: Record<string, string> = {}): Call => ({
      method: "POST",
      path: "/topupBalance",
      headers: { "content-type": "application/json", ...headers },
      body: topup(),
    });
    const commandCount = () => mock().engine.commands.length;

    test.each([
      [400, "22"],
      [401, "40"],
      [403, "50"],
      [404, "60"],
      [409, "conflict"],
      [429, "429"],
      [500, "1"],
      [503, "503"],
    ])(
      "Prefer: code=%i returns the TMF error with code %s, and nothing happens",
      async (status, code) => {
        const before = commandCount();
        const isChecked = status !== 404;
        const call = { ...create({ prefer: `code=${status}` }), checked: isChecked };
        const reply = await send(call);
        expect([reply.status, reply.error.code, reply.error.status]).toEqual([
          status,
          code,
          String(status),
        ]);
        expect(commandCount()).toBe(before);
        if (status === 429 || status === 503) expect(reply.headers["retry-after"]).toBe("1");
      },
    );

    test.each(["code=200", "code=abc", "code=7", "respond-async", "example=low", ""])(
      "Prefer: %s changes nothing",
      async (prefer) => {
        expect((await send(create({ prefer }))).status).toBe(201);
      },
    );

    test("Prefer: delay waits milliseconds, a minute at most", async () => {
      await send({ path: "/bucket/b01", headers: { prefer: "delay=800" } });
      await send({ path: "/bucket/b01", headers: { prefer: "code=503, delay=9999999" } });
      expect(mock().waits.splice(0)).toEqual([800, 60_000]);
    });

    test("a rule before the commit returns its status, and nothing happens", async () => {
      const before = commandCount();
      mock().next.before = {
        kind: "status",
        status: 503,
        retryAfterSeconds: 7,
        error: { message: "Down for maintenance." },
      };
      const reply = await send(create());
      expect([reply.status, reply.error.message]).toEqual([503, "Down for maintenance."]);
      expect(reply.headers["retry-after"]).toBe("7");
      expect(commandCount()).toBe(before);
    });

    test("a rule after the commit changes only the response", async () => {
      const before = commandCount();
      mock().next.after = { kind: "status", status: 500 };
      expect((await send(create())).status).toBe(500);
      expect(commandCount()).toBe(before + 1);
    });

    test("a malformed body has the status and type of the original, and is not JSON", async () => {
      mock().next.after = { kind: "malformed" };
      const reply = await send({ path: "/bucket/b01", checked: false });
      expect(reply.status).toBe(200);
      expect(reply.headers["content-type"]).toContain("json");
      expect(() => JSON.parse(reply.text)).toThrow(SyntaxError);
    });

    test("a malformed response before the commit is an error status with an incomplete body", async () => {
      const before = commandCount();
      for (const [status, expected] of [
        [undefined, 503],
        [500, 500],
      ]) {
        mock().next.before = { kind: "malformed", ...(status && { status }) };
        const reply = await send({ ...create(), checked: false });
        expect([reply.status, commandCount()]).toEqual([expected, before]);
        expect(() => JSON.parse(reply.text)).toThrow(SyntaxError);
      }
    });

    test("a malformed-JSON rule does not change a response without a body", async () => {
      mock().next.after = { kind: "malformed" };
      const reply = await send({ method: "DELETE", path: "/hub/h1" });
      expect([reply.status, reply.text]).toEqual([204, ""]);
      expect(reply.headers["content-length"] ?? "0").toBe("0");
    });

    test("a dropped connection rejects the call; before the commit nothing happened", async () => {
      const before = commandCount();
      mock().next.before = { kind: "drop" };
      await expect(send(create())).rejects.toThrow();
      expect(commandCount()).toBe(before);
    });

    test("a request whose response was lost was applied; its key replays the response", async () => {
      const before = commandCount();
      const call = create({ "idempotency-key": "lost" });
      mock().next.after = { kind: "drop" };
      await expect(send(call)).rejects.toThrow();
      expect(commandCount()).toBe(before + 1);
      const again = await send(call);
      expect([again.status, again.headers["idempotency-replayed"]]).toEqual([201, "true"]);
      expect(commandCount()).toBe(before + 1);
    });

    test("the engine's own fault is applied after the commit", async () => {
      const resource = { id: "a9", href: "/a9", status: "completed" };
      const fault = { delayMs: 1500, kind: "drop" } as const;
      mock().engine.results.push({ kind: "succeeded", resource, fault });
      await expect(send(create())).rejects.toThrow();
      expect(mock().waits.splice(0)).toEqual([1500]);
    });
  },
);

describe("the observer", () => {
  test("every request is observed with its operation and body, also a failed one", async () => {
    const seen: string[] = [];
    const { fetch } = createHandler(fixedEngine(), {
      observe: (view, response) =>
        seen.push(
          [view.method, view.path, view.operation, response.status, JSON.stringify(view.body)].join(
            " ",
          ),
        ),
    });
    const at = "http://mock/tmf-api/prepayBalanceManagement/v4";
    await fetch(new Request(`${at}/bucket/b01`));
    await fetch(
      new Request(`${at}/hub`, {
        method: "POST",
        body: '{"callback":"http://127.0.0.1/"}',
        headers: { "content-type": "application/json" },
      }),
    );
    await fetch(new Request(`${at}/hub`, { method: "POST", body: "{" }));
    await fetch(new Request(`${at}/nothing`));
    await fetch(new Request(`${at}/bucket`, { method: "PUT" }));
    await fetch(new Request(`${at}/bucket?name.regex=B`));
    expect(seen).toEqual([
      "GET /bucket/b01 retrieveBucket 200 ",
      'POST /hub registerListener 201 {"callback":"http://127.0.0.1/"}',
      "POST /hub registerListener 415 ",
      "GET /tmf-api/prepayBalanceManagement/v4/nothing  404 ",
      "PUT /bucket  405 ",
      "GET /bucket listBucket 200 ",
    ]);
  });

  test("onError is called with an error of the mock itself, and the client gets a plain 500", async () => {
    const errors: unknown[] = [];
    const engine = fixedEngine();
    const broken = {
      ...engine,
      retrieve: () => {
        throw new Error("secret");
      },
    };
    const { fetch } = createHandler(broken, { onError: (error) => errors.push(error) });
    const reply = await fetch(new Request("http://m/tmf-api/prepayBalanceManagement/v4/bucket/1"));
    const text = await reply.text();
    expect([reply.status, JSON.parse(text).code]).toEqual([500, "1"]);
    expect(text).not.toContain("secret");
    expect(errors).toHaveLength(1);
  });
});
