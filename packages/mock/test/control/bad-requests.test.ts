import { describe, expect, test } from "vitest";
import type { ErrorBody } from "../../src/http/errors.ts";
import { createStoppedMock } from "../behaviour/setup.ts";
import { checkDocumented } from "./documented.ts";

describe("The control plane: bad requests to the control plane", () => {
  const mock = createStoppedMock();
  const fetchDocumented = checkDocumented(mock.fetch);
  const send = (method: string, path: string, body?: string) =>
    fetchDocumented(
      new Request(`http://localhost/__mock${path}`, {
        method,
        ...(body !== undefined && { body }),
      }),
    );

  test.each([
    ["an unknown path", "GET", "/nowhere", undefined, 404],
    ["an id with a slash", "POST", "/buckets/a/b/suspend", undefined, 404],
    ["an unsupported method", "DELETE", "/state", undefined, 405],
    ["no body", "POST", "/clock/advance", undefined, 400],
    ["a body that is not JSON", "POST", "/clock/advance", "{", 400],
    ["a missing member", "POST", "/clock/advance", "{}", 400],
    ["an unknown member", "POST", "/clock/advance", '{"duration":"P1D","x":1}', 400],
    ["a wrong type", "POST", "/seed", '{"subscribers":"many"}', 400],
    ["an unknown parameter", "GET", "/state?verbose=1", undefined, 400],
    ["an unknown delivery state", "GET", "/events/deliveries?state=bogus", undefined, 400],
    ["an unknown operation", "GET", "/journal?operation=nope", undefined, 400],
    ["an empty parameter", "GET", "/journal?operation=", undefined, 400],
    ["a parameter twice", "GET", "/events/deliveries?state=waiting&state=sending", undefined, 400],
    ["a fault that could never apply", "POST", "/faults", '{"fault":{}}', 400],
    ["a fault of no known kind", "POST", "/faults", '{"fault":{"kind":"explode"}}', 400],
  ])("%s", async (_, method, path, body, status) => {
    const response = await send(method, path, body);
    expect([response.status, await response.json()]).toEqual([
      status,
      expect.objectContaining({ message: expect.any(String), status: String(status) }),
    ]);
  });

  test.each([
    ["/events/deliveries?state=bogus", "state", /waiting, sending, delivered, undelivered/],
    ["/journal?operation=retriveBucket", "operation", /did you mean retrieveBucket\?/],
    ["/journal?operations=listBucket", "operations", /did you mean operation\?/],
  ])("%s is a 400 that names the known values", async (path, parameter, message) => {
    const { errors } = (await (await send("GET", path)).json()) as ErrorBody;
    expect(errors).toEqual([
      { path: parameter, code: "queryParameter", message: expect.stringMatching(message) },
    ]);
  });

  test("HEAD returns the headers of GET, without the text", async () => {
    for (const path of ["/health", "/metrics", "/openapi.json", "/nowhere"]) {
      const [head, get] = await Promise.all([send("HEAD", path), send("GET", path)]);
      expect([head.status, await head.text()]).toEqual([get.status, ""]);
      expect(head.headers.get("content-type")).toBe(get.headers.get("content-type"));
    }
    const refused = await send("HEAD", "/clock/advance");
    expect([refused.status, refused.headers.get("allow")]).toEqual([405, "POST"]);
    expect((await send("DELETE", "/clock")).headers.get("allow")).toBe("GET, HEAD, PUT");
  });
});
