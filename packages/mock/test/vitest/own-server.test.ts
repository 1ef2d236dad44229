import { expect, test } from "@tmf654/mock/vitest";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { readBalance, topUp } from "./app.ts";

const own = setupServer(http.get("https://own.test/name", () => HttpResponse.json("own")));

test.override({ server: own });
test.beforeAll(() => own.listen({ onUnhandledFrame: "error" }));
test.afterAll(() => own.close());

test.for([1, 2])(
  "a project's own server keeps its handlers, test %d",
  async (_, { mock, server }) => {
    expect(server).toBe(own);
    expect(await (await fetch("https://own.test/name")).json()).toBe("own");
    await topUp(10);
    expect(await readBalance()).toBe(35.5);
    expect(mock).toHaveReceived("createTopupBalance", { times: 1 });
  },
);
