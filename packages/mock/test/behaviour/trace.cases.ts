import { beforeEach, expect, test } from "vitest";
import { describeTransports } from "../support/send.ts";
import { createApi, createStoppedMock, failureOf, money } from "./setup.ts";

describeTransports(
  "Traces",
  () => createStoppedMock({ trace: true }),
  ({ send, mock }) => {
    const api = createApi(send);
    beforeEach(() => mock().reset());
    const traceOf = ({ headers }: { readonly headers: Readonly<Record<string, string>> }) =>
      mock().trace(headers["x-mock-trace"] ?? "none");

    test("each response has the id of its trace, which is its number in the journal", async () => {
      const first = await send({ path: "/bucket/ana-main" });
      const second = await send({ path: "/nothing" });
      expect([first.headers["x-mock-trace"], second.headers["x-mock-trace"]]).toEqual(["1", "2"]);
      expect((await traceOf(second)).decidedBy).toBe("path");
    });

    test("the trace of a refusal has the rule, its facts and a remedy", async () => {
      const reply = await api.topup("grace-main", money(5), { partyAccount: { id: "acc-x" } });
      expect(failureOf(reply).code).toBe("partyAccountMismatch");
      const { commands, remedy } = await traceOf(reply);
      expect(remedy).toBe("Name the party account of the bucket, or none.");
      const rule = commands[0]?.rules[0]?.find(({ result }) => result === "refused");
      expect(rule?.facts).toMatchObject({ "policy.references": "check" });
      expect(commands[0]?.refusal?.message).toBe(failureOf(reply).message);
    });

    test("a trace has the events, and the registrations that get them", async () => {
      const callback = "http://127.0.0.1:9/events";
      const { json: hub } = await api.post("hub", { callback });
      const reply = await api.topup("ana-main", money(1));
      expect((await traceOf(reply)).commands[0]?.events).toMatchObject([
        { eventType: "TopupBalanceCreateEvent", to: [{ id: hub.id, callback }] },
      ]);
    });

    test("a trace has what is due later", async () => {
      const auto = { isAutoTopup: true, recurringPeriod: "weekly" };
      const reply = await api.topup("ana-main", money(1), auto);
      expect((await traceOf(reply)).commands[0]?.due).toEqual([
        { time: "2026-03-17T12:00:00.000Z", command: "due", target: reply.json.id },
      ]);
    });
  },
);

describeTransports(
  "Traces that are off",
  () => createStoppedMock(),
  ({ send, mock }) => {
    test("the trace of a refusal has a remedy, and no rules", async () => {
      const reply = await createApi(send).adjust("ana-main", money(-99));
      expect(failureOf(reply).code).toBe("insufficientBalance");
      const trace = await mock().trace(reply.headers["x-mock-trace"] ?? "none");
      expect(trace).toMatchObject({ isComplete: false, commands: [] });
      expect(trace.remedy).toBe("Send a smaller amount, or top up the bucket first.");
    });
  },
);
