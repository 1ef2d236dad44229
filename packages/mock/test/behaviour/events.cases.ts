import { type Envelope, type Mock, reference } from "@tmf654/mock";
import { describe, expect, test } from "vitest";
import { describeTransports, sendTo } from "../support/send.ts";
import { createApi, createStoppedMock, money, start } from "./setup.ts";

describeTransports("Events: hub and listener paths", createStoppedMock, ({ send, mock }) => {
  test("POST /hub registers, DELETE ends, an unknown id is 404", async () => {
    const body = { callback: "http://localhost:1/cb", query: "eventType=TopupBalanceCreateEvent" };
    const { status, json, headers } = await send({ method: "POST", path: "/hub", body });
    expect([status, json]).toEqual([201, { ...body, id: json.id }]);
    expect(headers.location).toMatch(new RegExp(`/hub/${json.id}$`));
    expect(mock().events.listeners()).toHaveLength(1);
    const path = `/hub/${json.id}`;
    expect((await send({ method: "DELETE", path })).status).toBe(204);
    expect((await send({ method: "DELETE", path })).status).toBe(404);
  });

  test.each([
    ["callback", { callback: "https://hooks.example.org/x" }],
    ["callback", { callback: "http://169.254.169.254/latest/meta-data" }],
    ["callback", { callback: "not a url" }],
    ["query", { callback: "http://localhost/x", query: "eventtype=TopupBalanceCreateEvent" }],
    ["query", { callback: "http://localhost/x", query: "eventType=BucketEvent" }],
  ])(
    "a %s that is not allowed or not understood is 400 at registration: %o",
    async (path, body) => {
      const { status, error } = await send({ method: "POST", path: "/hub", body });
      expect([status, error.errors.map((issue) => issue.path)]).toEqual([400, [path]]);
    },
  );

  test("listener paths return 201 with {id, callback} and keep the event for inspection", async () => {
    const body = { eventId: "e1", eventType: "TopupBalanceCreateEvent", event: {} };
    const path = "/listener/topupBalanceCreateEvent";
    const { status, json } = await send({ method: "POST", path, body });
    expect([status, Object.keys(json).sort()]).toEqual([201, ["callback", "id"]]);
    expect(mock().events.received()).toMatchObject([
      { id: json.id, listener: "topupBalanceCreateEvent", body },
    ]);
  });
});

describe("Events: which are sent", () => {
  const listening = (mock: Mock) => {
    const events: Envelope[] = [];
    mock.events.listen((event) => events.push(event));
    return { events, types: () => events.map(({ eventType }) => eventType) };
  };

  test("Create is sent once with the resource as in the 201, in the contract's envelope", async () => {
    const mock = createStoppedMock();
    const { events } = listening(mock);
    const { json } = await createApi(sendTo(mock)).topup("ana-main", money(1));
    expect(events).toEqual([
      expect.objectContaining({
        eventType: "TopupBalanceCreateEvent",
        eventTime: start,
        timeOcurred: start,
        correlationId: json.id,
        event: { topupBalance: json },
      }),
    ]);
  });

  test("all twelve types, four resources by Create, Cancel and Failure", async () => {
    const slow = { topup: 1000, adjust: 1000, transfer: 1000 };
    const mock = createStoppedMock({ profile: { ...reference, ledger: { delayMs: slow } } });
    const api = createApi(sendTo(mock));
    const { types } = listening(mock);
    for (const act of [
      () => api.topup("ana-main", money(1)),
      () => api.adjust("ana-main", money(1)),
      () => api.reserve("ana-main", money(1)),
      () => api.transfer("ana-main", "liam-main", money(1)),
    ]) {
      const { json } = await act();
      const resource = String(json.href).split("/").at(-2) ?? "";
      await api.remove(resource, json.id);
    }
    await api.topup("jonas-main", money(1, "SEK"));
    await api.adjust("ana-main", money(-99));
    await api.reserve("ana-main", money(99));
    await api.transfer("ana-main", "liam-main", money(99));
    const names = ["TopupBalance", "AdjustBalance", "ReserveBalance", "TransferBalance"];
    expect(types().sort()).toEqual(
      names
        .flatMap((name) => ["Create", "Cancel", "Failure"].map((what) => `${name}${what}Event`))
        .sort(),
    );
  });

  test("a refusal sends Failure only; consume and later completion send nothing", async () => {
    const mock = createStoppedMock({
      profile: { ...reference, ledger: { delayMs: { topup: 1000 } } },
    });
    const api = createApi(sendTo(mock));
    const { types } = listening(mock);
    await api.reserve("ana-main", money(99));
    const { json } = await api.reserve("ana-main", money(1));
    await api.patch("reserveBalance", json.id, { status: "completed", reason: "r" });
    await api.topup("ana-main", money(1));
    await mock.clock.advance("PT1M");
    expect(types()).toEqual([
      "ReserveBalanceFailureEvent",
      "ReserveBalanceCreateEvent",
      "TopupBalanceCreateEvent",
    ]);
  });

  test("the expiry of a reservation sends Cancel; a later refusal sends Failure", async () => {
    const mock = createStoppedMock({
      profile: { ...reference, ledger: { delayMs: { topup: 1000 } } },
    });
    const api = createApi(sendTo(mock));
    const { types } = listening(mock);
    await api.reserve("ana-main", money(1), { validFor: { endDateTime: "2026-03-10T12:01:00Z" } });
    await api.topup("ana-main", money(1));
    mock.subscribers.suspend("ana-main");
    await mock.clock.advance("PT2M");
    expect(types().slice(2)).toEqual(["TopupBalanceFailureEvent", "ReserveBalanceCancelEvent"]);
  });

  test("an error in a listener function has no effect on others, and the returned function removes the listener", async () => {
    const mock = createStoppedMock();
    const stop = mock.events.listen(() => {
      throw new Error("mine alone");
    });
    const { events } = listening(mock);
    await createApi(sendTo(mock)).topup("ana-main", money(1));
    stop();
    expect(events).toHaveLength(1);
  });
});
