import { expect, test } from "vitest";
import { createStoppedMock, merge, money } from "../behaviour/setup.ts";
import { topup } from "../support/bodies.ts";
import { describeMatrix } from "../support/exchange.ts";

const body = () => ({
  amount: money(1),
  usageType: "monetary",
  bucket: { id: "ana-main" },
  partyAccount: { id: "acc-ana" },
});

describeMatrix("Reads: tags and preconditions", createStoppedMock, ({ exchange }) => {
  const create = async () => {
    const made = await exchange({ method: "POST", path: "/reserveBalance", body: body() });
    const path = `/reserveBalance/${made.json.id}`;
    return { path, tag: (await exchange({ path })).headers.etag ?? "" };
  };
  const patch = (path: string, tag: string, reason: string) =>
    exchange({
      method: "PATCH",
      path,
      headers: { ...merge, "if-match": tag },
      body: { status: "created", reason },
      judged: false,
    });

  test.each<[string, (tag: string) => string, number]>([
    ["the tag", (tag) => tag, 200],
    ["a list with the tag", (tag) => `"other", ${tag}`, 200],
    ["any tag", () => "*", 200],
    ["another tag", () => '"another"', 412],
    ["a weak tag", (tag) => `W/${tag}`, 412],
    ["no tag at all", () => "another", 412],
  ])("a PATCH or DELETE whose If-Match has %s", async (_, header, status) => {
    const { path, tag } = await create();
    const changed = await patch(path, header(tag), "new");
    expect(changed.status).toBe(status);
    const now = await exchange({ path });
    expect(now.json.reason).toBe(status === 412 ? undefined : "new");
    const gone = await exchange({
      method: "DELETE",
      path,
      headers: { "if-match": header(now.headers.etag ?? "") },
      judged: false,
    });
    expect(gone.status).toBe(status === 412 ? 412 : 204);
    if (status === 412) expect(changed.error).toMatchObject({ code: "412", status: "412" });
  });

  test("If-Match on an unknown id is 404", async () => {
    expect((await patch("/reserveBalance/none", '"x"', "new")).status).toBe(404);
  });

  test("the second of two writers with one tag is refused", async () => {
    const { path, tag } = await create();
    const statuses = [await patch(path, tag, "first"), await patch(path, tag, "second")];
    expect(statuses.map(({ status }) => status)).toEqual([200, 412]);
    expect((await exchange({ path })).json.reason).toBe("first");
  });

  test("a POST ignores If-Match", async () => {
    const headers = { "if-match": '"x"', "content-type": "application/json" };
    const made = await exchange({ method: "POST", path: "/topupBalance", headers, body: topup() });
    expect(made.status).toBe(201);
  });
});
