import { describe, expect, test } from "vitest";
import { createControl } from "../../src/control/client.ts";
import { createApi, createStoppedMock } from "../behaviour/setup.ts";
import { sendTo } from "../support/send.ts";
import { checkDocumented } from "./documented.ts";

describe("The control plane: events through the control plane", () => {
  const sent: string[] = [];
  const statuses = [500, 500, 500, 500, 500, 500, 204, 204];
  const mock = createStoppedMock({
    fetch: async (_, { body }) => {
      sent.push(String(body));
      return new Response(null, { status: statuses.shift() ?? 204 });
    },
  });
  const { events } = createControl({ fetch: checkDocumented(mock.fetch) });
  const send = sendTo(mock);

  test("lists listeners and deliveries by state, and delivers again", async () => {
    const callback = "http://127.0.0.1:9/hear";
    const query = "eventType=TopupBalanceCreateEvent";
    await send({ method: "POST", path: "/hub", body: { callback, query } });
    expect(await events.listeners()).toMatchObject([{ callback, query }]);
    await createApi(send).topup("ana-main", { amount: 1, units: "EUR" });
    await mock.clock.advance("PT1H");
    const [lost] = await events.deliveries("undelivered");
    expect(lost?.attempts).toHaveLength(6);
    expect(await events.deliveries("delivered")).toEqual([]);
    expect(await events.redeliver()).toEqual({ redelivered: 1 });
    await mock.events.drain();
    expect(await events.deliveries("delivered")).toMatchObject([{ id: lost?.id }]);
    expect(new Set(sent).size).toBe(1);
  });

  test("lists the received events", async () => {
    const path = "/listener/topupBalanceCreateEvent";
    const event = JSON.parse(sent[0] ?? "{}");
    expect((await send({ method: "POST", path, body: event })).status).toBe(201);
    expect(await events.received()).toMatchObject([
      { listener: "topupBalanceCreateEvent", body: event },
    ]);
  });
});
