import { expect, test } from "vitest";
import { createHandler } from "../../src/http/handler.ts";
import { fixedEngine } from "../support/fixed-engine.ts";
import { describeMatrix } from "../support/send.ts";

const origin = "http://localhost:5173";

describeMatrix(
  "methods and CORS",
  () => createHandler(fixedEngine()),
  ({ send }) => {
    test.each([
      ["/bucket", "GET, HEAD, OPTIONS"],
      ["/bucket/b01", "GET, HEAD, OPTIONS"],
      ["/topupBalance", "GET, HEAD, POST, OPTIONS"],
      ["/topupBalance/1", "GET, HEAD, PATCH, DELETE, OPTIONS"],
      ["/hub", "POST, OPTIONS"],
      ["/hub/1", "DELETE, OPTIONS"],
      ["/listener/topupBalanceCreateEvent", "POST, OPTIONS"],
    ])("OPTIONS %s allows %s, and a PUT is a 405 with the same Allow", async (path, allow) => {
      const options = await send({ path, method: "OPTIONS" });
      expect([options.status, options.headers.allow]).toEqual([204, allow]);
      const put = await send({ path, method: "PUT", body: {} });
      expect([put.status, put.headers.allow, put.error.code]).toEqual([405, allow, "61"]);
    });

    test("a preflight allows every method and header of the API, on any path", async () => {
      for (const path of ["/topupBalance", "/nothing"]) {
        const { status, headers } = await send({
          path,
          method: "OPTIONS",
          headers: {
            origin,
            "access-control-request-method": "POST",
            "access-control-request-headers": "content-type,idempotency-key",
          },
        });
        expect(status).toBe(204);
        expect(headers).toMatchObject({
          "access-control-allow-origin": origin,
          "access-control-allow-headers": "content-type,idempotency-key",
          "access-control-allow-methods": expect.stringContaining("PATCH"),
        });
      }
    });

    test("a page may read the TMF headers of every response, errors too", async () => {
      for (const path of ["/bucket", "/bucket/none", "/nothing"]) {
        const { headers } = await send({ path, headers: { origin } });
        expect(headers["access-control-allow-origin"]).toBe(origin);
        for (const name of ["X-Total-Count", "X-Result-Count", "Link", "ETag", "Location"]) {
          expect(headers["access-control-expose-headers"]).toContain(name);
        }
      }
    });

    test("a page that sends credentials may read the response: its origin is echoed", async () => {
      for (const path of ["/bucket", "/bucket/none", "/nothing"]) {
        const { headers } = await send({ path, headers: { origin } });
        expect(headers).toMatchObject({
          "access-control-allow-origin": origin,
          "access-control-allow-credentials": "true",
          "access-control-expose-headers": expect.stringContaining("Date"),
          vary: "Origin",
        });
      }
    });

    test("the Date header is the instant of the engine's clock, on every response", async () => {
      for (const [method, path] of [
        ["GET", "/bucket"],
        ["GET", "/bucket/none"],
        ["GET", "/nothing"],
        ["HEAD", "/bucket/b01"],
        ["OPTIONS", "/bucket"],
        ["POST", "/topupBalance"],
      ] as const) {
        const { headers } = await send({ method, path });
        expect(headers.date).toBe("Sat, 31 Jan 2026 00:00:00 GMT");
      }
    });

    test.each([
      ["/buckets", /did you mean \/tmf-api\/\S+\/bucket\b.*\?$/],
      ["/../buckets", /did you mean \/tmf-api\/\S+\/bucket\b.*\?$/],
      ["", /There is no resource at \S+ itself; the API is under \S+: bucket, /],
      ["/", /There is no resource at \S+ itself; the API is under \S+: bucket, /],
      ["/nothing-of-it", /the API is under \S+\.$/],
    ])("the 404 of the path %j has a suggestion", async (path, message) => {
      const { status, error } = await send({ path, checked: false });
      expect(status).toBe(404);
      expect(error.message).toMatch(message);
    });

    test("without an Origin there are no CORS headers", async () => {
      const { headers } = await send({ path: "/bucket" });
      expect(Object.keys(headers).join()).not.toContain("access-control");
    });
  },
);
