import { expect, test } from "vitest";
import { toControlPlane } from "../../src/control/plane.ts";
import { createHandler } from "../../src/http/handler.ts";
import { fixedEngine } from "../support/fixed-engine.ts";
import { describeMatrix } from "../support/send.ts";

describeMatrix(
  "The control plane",
  () =>
    createHandler(fixedEngine(), {
      control: toControlPlane(
        async (request) => {
          const { pathname, search } = new URL(request.url);
          const body = await request.text();
          const token = request.headers.get("authorization");
          return Response.json({ method: request.method, pathname, search, body, token });
        },
        () => undefined,
      ),
    }),
  ({ send, mock }) => {
    test("every request under /__mock is passed on unchanged, and never gets CORS headers", async () => {
      const reply = await send({
        method: "POST",
        path: "/../__mock/clock?dry=1",
        body: { advance: "P1M" },
        headers: { authorization: "Bearer t", origin: "http://evil.test" },
      });
      expect(reply.json).toEqual({
        method: "POST",
        pathname: "/__mock/clock",
        search: "?dry=1",
        body: '{"advance":"P1M"}',
        token: "Bearer t",
      });
      expect(Object.keys(reply.headers).join()).not.toContain("access-control");
    });

    test("an unsupported method is refused", async () => {
      const response = await mock().handle({
        method: "TRACE",
        target: "/__mock/clock",
        header: () => undefined,
        headers: () => ({}),
        body: undefined,
        local: true,
      });
      expect(response.status).toBe(405);
    });

    test("a path that only starts like /__mock is not the control plane", async () => {
      expect((await send({ path: "/../__mocker" })).status).toBe(404);
    });
  },
);
