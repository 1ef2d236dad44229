import { expect, test } from "vitest";
import { createHandler } from "../../src/http/handler.ts";
import type { EngineResult } from "../../src/ports/engine.ts";
import { topup } from "../support/bodies.ts";
import { fixedEngine } from "../support/fixed-engine.ts";
import { base, type Call, describeMatrix } from "../support/send.ts";

function createRecordingHandler() {
  const engine = fixedEngine();
  return { ...createHandler(engine), engine };
}

const refused: EngineResult = {
  kind: "refused",
  code: "insufficientBalance",
  message: "The bucket holds 5 EUR.",
};
const duplicate: EngineResult = {
  kind: "refused",
  code: "duplicateRequest",
  message: "The payment was used before.",
  duplicateOf: { id: "a1", href: "https://mock.test/topupBalance/a1" },
};
const invalid: EngineResult = {
  kind: "invalid",
  issues: [{ path: "numberOfPeriods", code: "notPatchable", message: "cannot be changed" }],
};

describeMatrix("writes", createRecordingHandler, ({ send, mock }) => {
  const create: Call = { method: "POST", path: "/topupBalance", body: topup() };
  const update: Call = {
    method: "PATCH",
    path: "/topupBalance/a1",
    body: { status: "cancelled" },
  };

  test("a POST is 201 with the resource, and a Location equal to its href", async () => {
    const { status, json, headers } = await send(create);
    expect([status, json.status]).toEqual([201, "completed"]);
    expect(headers.location).toBe(json.href);
    expect(mock().engine.commands.at(-1)).toEqual({ name: "create topupBalance", body: topup() });
  });

  test("a created resource can be read, with a tag", async () => {
    const { json } = await send(create);
    const read = await send({ path: `/topupBalance/${json.id}` });
    expect(read.json).toEqual(json);
    expect(read.headers.etag).toBeDefined();
  });

  test.each(["application/json", "application/merge-patch+json;charset=utf-8"])(
    "a PATCH as %s reaches the engine",
    async (type) => {
      const { status, json } = await send({ ...update, headers: { "content-type": type } });
      expect([status, json.id]).toEqual([200, "a1"]);
      expect(mock().engine.commands.at(-1)).toMatchObject({ name: "patch topupBalance", id: "a1" });
    },
  );

  test("a DELETE is 204 without a body or a content type", async () => {
    const { status, text, headers } = await send({
      method: "DELETE",
      path: "/topupBalance/a1",
    });
    expect([status, text, headers["content-type"]]).toEqual([204, "", undefined]);
  });

  test("the engine is called with a decoded id", async () => {
    await send({ method: "DELETE", path: "/topupBalance/a%2Fb%20%C3%A9" });
    expect(mock().engine.commands.at(-1)).toEqual({ name: "remove topupBalance", id: "a/b é" });
  });

  test("a refusal is 409 with its code, and the original of a duplicate", async () => {
    mock().engine.results.push(refused, duplicate);
    const first = await send(create);
    expect(first).toMatchObject({
      status: 409,
      json: { code: "insufficientBalance", reason: "Insufficient balance", status: "409" },
    });
    const second = await send(create);
    expect(second.json.duplicateOf).toEqual({ id: "a1", href: expect.stringContaining("a1") });
  });

  test("a rule that needs the state is 400 with the member's path", async () => {
    mock().engine.results.push(invalid);
    const { status, error } = await send(update);
    expect([status, error.code]).toEqual([400, "24"]);
    expect(error.message).toBe("numberOfPeriods: cannot be changed");
  });

  test("a PATCH or DELETE of an unknown id is 404", async () => {
    for (const call of [update, { method: "DELETE", path: "/topupBalance/none" }]) {
      mock().engine.results.push({ kind: "notFound" });
      expect(await send(call)).toMatchObject({ status: 404, json: { code: "60" } });
    }
  });

  test("a listener is registered at /hub, and ended by its id", async () => {
    const callback = "http://127.0.0.1:9/events";
    const made = await send({ method: "POST", path: "/hub", body: { callback } });
    expect([made.status, made.json.callback]).toEqual([201, callback]);
    expect(made.headers.location).toBe(`${base}/hub/h1`);
    expect((await send({ method: "DELETE", path: "/hub/h1" })).status).toBe(204);
  });

  test("an event sent to a listener path is 201", async () => {
    const body = { eventId: "e1", eventType: "TopupBalanceCreateEvent", event: {} };
    const path = "/listener/topupBalanceCreateEvent";
    expect((await send({ method: "POST", path, body })).status).toBe(201);
    expect(mock().engine.commands.at(-1)).toEqual({ name: "event topupBalanceCreateEvent", body });
  });
});
