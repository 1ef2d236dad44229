import { createMock, type MockResponse } from "@tmf654/mock";
import { describe, expect, test } from "vitest";

interface PageCall {
  readonly target?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly local?: boolean;
  readonly controlToken?: string;
}

const files: Readonly<Record<string, string>> = {
  "index.html": "<!doctype html>",
  "app.js": "start();",
};

const referenceFiles: Readonly<Record<string, string>> = {
  ...files,
  "reference.html": "<!doctype html>",
  "swagger-ui.css": "a{}",
  "openapi.json": '{"openapi":"3.1.0","servers":[]}',
};

async function load(call: PageCall = {}, served = files): Promise<MockResponse> {
  const { target = "/__mock/", method = "GET", headers = {}, local = true, controlToken } = call;
  const mock = createMock(controlToken === undefined ? {} : { controlToken });
  return mock.handle({
    method,
    target,
    header: (name) => headers[name],
    headers: () => headers,
    body: undefined,
    local,
    pageFiles: async (name) => {
      const text = served[name];
      return text === undefined ? undefined : { type: `type of ${name}`, text };
    },
  });
}

const controlToken = "s3cret";
const linked = { host: "localhost:4010", "sec-fetch-site": "cross-site" };

describe("The control plane", () => {
  test.each<[name: string, call: PageCall]>([
    ["to this machine", {}],
    ["with a query", { target: "/__mock/?from=terminal" }],
    ["by a link on another site", { headers: linked }],
    ["before the token is entered", { controlToken, local: false }],
  ])("the page is served: %s", async (_name, call) => {
    const { status, headers, body } = await load(call);
    expect({ status, type: headers["content-type"], body }).toEqual({
      status: 200,
      type: "type of index.html",
      body: "<!doctype html>",
    });
  });

  test.each<[name: string, call: PageCall]>([
    ["another machine without a token", { local: false }],
    ["another host name", { headers: { host: "mock.example.org" } }],
    ["an event of a mock", { headers: { "x-event-id": "1" } }],
  ])("the page is refused: %s", async (_name, call) => {
    expect((await load(call)).status).toBe(403);
  });

  test("the page and its files have a strict content security policy", async () => {
    for (const target of ["/__mock/", "/__mock/assets/app.js"]) {
      const { status, headers } = await load({ target });
      expect(status).toBe(200);
      expect(headers["content-security-policy"]).toMatch(/^default-src 'none'; script-src 'self';/);
      expect(headers["content-security-policy"]).not.toMatch(/unsafe|https?:/);
      expect(headers["x-content-type-options"]).toBe("nosniff");
    }
  });

  test.each(["/__mock/reference/", "/__mock/reference/swagger-ui.css"])(
    "%s is served where Swagger UI is installed, with a strict policy",
    async (target) => {
      const { status, headers } = await load({ target }, referenceFiles);
      expect(status).toBe(200);
      expect(headers["content-security-policy"]).toMatch(/^default-src 'none'; script-src 'self';/);
      expect(headers["content-security-policy"]).toMatch(/frame-ancestors 'self'$/);
      expect(headers["content-security-policy"]).not.toMatch(/unsafe|https?:/);
    },
  );

  test("the document of the reference has the base path of the mock", async () => {
    const { body } = await load({ target: "/__mock/reference/openapi.json" }, referenceFiles);
    expect(JSON.parse(body ?? "")).toEqual({
      openapi: "3.1.0",
      servers: [{ url: "../../tmf-api/prepayBalanceManagement/v4" }],
    });
  });

  test("without Swagger UI the reference names the command", async () => {
    const { status, body } = await load({ target: "/__mock/reference/" });
    expect({ status, body }).toMatchObject({
      status: 404,
      body: expect.stringMatching(/npm install --save-dev swagger-ui-dist/),
    });
  });

  test.each([
    ["/__mock/reference", 308],
    ["/__mock/reference/app.js", 404],
    ["/__mock/reference/../index.html", 404],
  ])("%s is %s", async (target, status) => {
    expect((await load({ target }, referenceFiles)).status).toBe(status);
  });

  test("HEAD has the headers of the page and no body", async () => {
    expect(await load({ method: "HEAD" })).toMatchObject({ status: 200, body: undefined });
  });

  test("an address without a slash leads to the page", async () => {
    const { status, headers } = await load({ target: "/__mock" });
    expect({ status, location: headers.location }).toEqual({ status: 308, location: "__mock/" });
  });

  test("a file that the page does not have is a 404 of the control plane", async () => {
    const { status, body } = await load({ target: "/__mock/assets/none.js" });
    expect({ status, body }).toMatchObject({ status: 404, body: expect.stringMatching(/openapi/) });
  });

  test("a page that is not built names the command", async () => {
    const { status, body } = await load({}, {});
    expect({ status, body }).toMatchObject({
      status: 404,
      body: expect.stringMatching(/npm run build/),
    });
  });
});
