/**
 * The check of the mock's responses against TM Forum's own file, where media types are compared
 * literally.
 */
import { createMock } from "@tmf654/mock";
import { afterAll, expect, test } from "vitest";
import type { Node } from "../spec/facts.ts";
import { publishedPath, readPublished } from "../spec/published.ts";
import { type CheckedCall, createContractCheck, formatContractIssues } from "./contract-check.ts";

const BASE = "/tmf-api/prepayBalanceManagement/v4";
const JSON_TYPE = { "content-type": "application/json" };

/** Prism ignores `basePath` too. */
const withoutServer = (published: Node): object => ({
  ...published,
  basePath: "/",
  paths: Object.fromEntries(
    Object.entries(published.paths ?? {}).map(([path, item]) => [BASE + path, item]),
  ),
});

const mock = createMock();
afterAll(() => mock.close());

async function call(method: string, path: string, body?: unknown): Promise<CheckedCall> {
  const requestBody = body === undefined ? undefined : JSON.stringify(body);
  const url = `http://mock.test${BASE}${path}`;
  const response = await mock.fetch(
    new Request(url, { method, body: requestBody ?? null, headers: JSON_TYPE }),
  );
  return {
    method,
    url,
    requestHeaders: JSON_TYPE,
    ...(requestBody === undefined ? {} : { requestBody }),
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}

const published = readPublished();

if (published === undefined) {
  test("the published file is missing: the mock is not checked against it", () => {
    console.warn(`not run: ${publishedPath} is missing. Set TMF654_PUBLISHED_SPEC.`);
  });
} else {
  const checkPublished = await createContractCheck(withoutServer(published));
  const { body = "[]" } = await call("GET", "/bucket?status=active&usageType=monetary");
  const [bucket] = JSON.parse(body) as {
    id: string;
    partyAccount: object;
    remainingValue: object;
  }[];
  const topup = {
    bucket: { id: bucket?.id },
    partyAccount: bucket?.partyAccount,
    usageType: "monetary",
    amount: { ...bucket?.remainingValue, amount: 5 },
  };

  test.each<[string, string, unknown, number]>([
    ["GET", "/bucket", undefined, 200],
    ["GET", "/bucket?fields=id", undefined, 200],
    ["GET", `/bucket/${bucket?.id}`, undefined, 200],
    ["GET", "/bucket/none", undefined, 404],
    ["GET", "/bucket?limit=-1", undefined, 400],
    ["POST", "/topupBalance", topup, 201],
    ["POST", "/topupBalance", { ...topup, amount: "5" }, 400],
    ["GET", "/balanceActionHistory", undefined, 200],
    ["GET", "/accumulatedBalance", undefined, 200],
    ["POST", "/hub", { callback: "http://127.0.0.1:9/events" }, 201],
  ])("the response to %s %s is valid in the published file", async (method, path, sent, status) => {
    const recorded = await call(method, path, sent);
    expect(recorded.status).toBe(status);
    expect(recorded.headers["content-type"]).toBe("application/json;charset=utf-8");
    const { operationId, response } = await checkPublished(recorded);
    expect(operationId).toBeDefined();
    expect(formatContractIssues(response)).toBe("");
  });

  test("the plain media type is invalid in the published file", async () => {
    const recorded = await call("GET", `/bucket/${bucket?.id}`);
    const { response } = await checkPublished({ ...recorded, headers: JSON_TYPE });
    expect(formatContractIssues(response)).toMatch(/media type "application\/json" does not match/);
  });
}
