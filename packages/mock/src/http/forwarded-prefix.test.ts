import { expect, test } from "vitest";
import { createMock } from "../index.ts";
import { withPrefix } from "./forwarded-prefix.ts";

test.each([
  ["/gateway", "/gateway/api"],
  ["/gateway/prepaid/", "/gateway/prepaid/api"],
  ["", "/api"],
  ["gateway", "/api"],
  ["//example.org", "/api"],
  ["https://example.org", "/api"],
  ["/a b", "/api"],
  ['/"', "/api"],
])("the prefix %j gives links below %s", (prefix, path) => {
  const response = {
    status: 200,
    headers: { location: "/api/bucket/1", link: '</api/bucket?offset=1>; rel="next"', etag: '"1"' },
    body: '{"href":"/api/bucket/1","name":"\\"href\\":\\"/api/","bucket":{"href":"https://a/"}}',
  };
  expect(withPrefix(response, prefix, "/api")).toEqual({
    status: 200,
    headers: {
      location: `${path}/bucket/1`,
      link: `<${path}/bucket?offset=1>; rel="next"`,
      etag: '"1"',
    },
    body: response.body.replace("/api", path),
  });
});

const headers = { "x-forwarded-prefix": "/gateway" };

test("a mock with the option `forwardedPrefix` adds the prefix to its links", async () => {
  const mock = createMock({ forwardedPrefix: true, basePath: "/api" });
  const list = await mock.fetch("http://a/api/bucket?limit=1", { headers });
  expect(list.headers.get("link")).toContain("</gateway/api/bucket?");
  const [{ href }] = (await list.json()) as [{ href: string }];
  expect(href).toMatch(/^\/gateway\/api\/bucket\//);
});

test("a mock ignores the header by default", async () => {
  const mock = createMock({ basePath: "/api" });
  const response = await mock.fetch("http://a/api/bucket/ana-main", { headers });
  expect(await response.json()).toMatchObject({ href: "/api/bucket/ana-main" });
});
