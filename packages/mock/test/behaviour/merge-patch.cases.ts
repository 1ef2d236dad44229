import { beforeEach, expect, test } from "vitest";
import { describeTransports, type Item } from "../support/send.ts";
import { createApi, createStoppedMock, money } from "./setup.ts";

const begins = "2026-03-10T00:00:00Z";
const ends = "2026-03-11T00:00:00Z";

describeTransports(
  "PATCH and DELETE: null removes the member",
  createStoppedMock,
  ({ send, mock }) => {
    const api = createApi(send);
    beforeEach(() => mock().reset());

    const createReservation = async (): Promise<Item> => {
      const more = {
        description: "Call to Lima",
        reason: "call",
        channel: { id: "app", name: "The app" },
        validFor: { startDateTime: begins, endDateTime: ends },
      };
      return (await api.reserve("ana-main", money(5), more)).json;
    };
    const patchReservation = async (body: object) => {
      const { id } = await createReservation();
      return api.patch("reserveBalance", id, { status: "created", reason: "call", ...body });
    };

    test.each<[string, string, unknown, unknown]>([
      ["of the action", "description", null, undefined],
      ["inside another", "channel", { id: "app", name: null }, { id: "app" }],
      ["of a period", "validFor", { endDateTime: null }, { startDateTime: begins }],
      ["that has members", "channel", null, undefined],
      ["that was not there", "requestor", null, undefined],
      ["that every response has", "relatedParty", null, []],
    ])("a member %s: %s", async (_, member, value, after) => {
      const { status, json } = await patchReservation({ [member]: value });
      expect([status, json[member]]).toEqual([200, after]);
      expect(await api.get(`/reserveBalance/${json.id}`)).toEqual(json);
    });

    test("a reservation without its end no longer expires", async () => {
      const { json } = await patchReservation({ validFor: null });
      await mock().clock.advance("P1D");
      expect((await api.get(`/reserveBalance/${json.id}`)).status).toBe("created");
    });

    test("null for the amount consumes all, as no amount does", async () => {
      const { json } = await patchReservation({ status: "completed", amount: null });
      expect([json.status, json.amount]).toEqual(["completed", money(5)]);
    });

    test.each<[string, object, string, string]>([
      ["status is mandatory", { status: null }, "23", "status"],
      ["reason is mandatory in a reservation's", { reason: null }, "23", "reason"],
      ["an amount's unit is mandatory", { amount: { amount: 1, units: null } }, "23", "amount"],
      ["the usage type is not patchable", { usageType: null }, "24", "usageType"],
      ["null in an array is a value", { relatedParty: [null] }, "24", "relatedParty[0]"],
    ])("400: %s", async (_, body, code, path) => {
      const { status, error } = await patchReservation(body);
      expect([status, error.code]).toEqual([400, code]);
      expect(error.errors[0]?.path.startsWith(path)).toBe(true);
      expect(await api.held("ana-main")).toBe(5);
    });

    test("null in the body of a POST is a 400, because there is nothing to remove", async () => {
      expect((await api.topup("ana-main", money(1), { description: null })).status).toBe(400);
    });
  },
);
