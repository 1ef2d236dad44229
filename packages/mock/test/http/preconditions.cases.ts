import { expect, test } from "vitest";
import { createStoppedMock, merge, money } from "../behaviour/setup.ts";
import { topup } from "../support/bodies.ts";
import { describeMatrix } from "../support/send.ts";

const body = () => ({
  amount: money(1),
  usageType: "monetary",
  bucket: { id: "ana-main" },
  partyAccount: { id: "acc-ana" },
});

describeMatrix("Reads: tags and preconditions", createStoppedMock, ({ send }) => {
  const create = async () => {
    const made = await send({ method: "POST", path: "/reserveBalance", body: body() });
    const path = `/reserveBalance/${made.json.id}`;
    return { path, tag: (await send({ path })).headers.etag ?? "" };
  };
  const patch = (path: string, tag: string, reason: string) =>
    send({
      method: "PATCH",
      path,
      headers: { ...merge, "if-match": tag },
      body: { status: "created", reason },
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
    const now = await send({ path });
    expect(now.json.reason).toBe(status === 412 ? undefined : "new");
    const gone = await send({
      method: "DELETE",
      path,
      headers: { "if-match": header(now.headers.etag ?? "") },
    });
    expect(gone.status).toBe(status === 412 ? 412 : 204);
    if (status === 412) expect(changed.error).toMatchObject({ code: "412", status: "412" });
  });

  test("a 201, the 200 of a PATCH and a GET of one resource have one tag", async () => {
    for (const path of ["/topupBalance", "/adjustBalance", "/reserveBalance"]) {
      const made = await send({ method: "POST", path, body: body() });
      const own = `${path}/${made.json.id}`;
      const read = await send({ path: own });
      expect([made.status, made.headers.etag]).toEqual([201, read.headers.etag]);
      const { status } = read.json;
      const edit = { status, reason: "changed" };
      const changed = await send({ method: "PATCH", path: own, headers: merge, body: edit });
      const again = await send({ path: own });
      expect([changed.status, changed.headers.etag]).toEqual([200, again.headers.etag]);
      expect(changed.headers.etag).not.toBe(made.headers.etag);
    }
  });

  test("the tag of a 201 serves as If-Match at once", async () => {
    const made = await send({ method: "POST", path: "/reserveBalance", body: body() });
    const path = `/reserveBalance/${made.json.id}`;
    const tag = made.headers.etag ?? "";
    const first = await patch(path, tag, "first");
    expect(first.status).toBe(200);
    const gone = { method: "DELETE", path, headers: { "if-match": tag } };
    expect((await send(gone)).headers.etag).toBe(first.headers.etag);
    const now = { "if-match": first.headers.etag ?? "" };
    expect((await send({ ...gone, headers: now })).status).toBe(204);
  });

  test("a refused top-up has a tag too, and a repeated request with its key gets the same tag", async () => {
    const headers = { "idempotency-key": "tagged" };
    const call = { method: "POST", path: "/topupBalance", headers };
    const asked = {
      ...call,
      body: { ...body(), paymentMethod: { id: "pm_declined", "@type": "x" } },
    };
    const [made, again] = [await send(asked), await send(asked)];
    expect(made.json.status).toBe("failed");
    expect(made.headers.etag).toMatch(/^".+"$/);
    expect(again.headers).toMatchObject({
      etag: made.headers.etag,
      "idempotency-replayed": "true",
    });
  });

  test("the 415 of a PATCH names the accepted types, and the 415 of a POST does not", async () => {
    const { path } = await create();
    const headers = { "content-type": "text/plain" };
    const patched = await send({ method: "PATCH", path, headers, body: "x" });
    const posted = await send({ method: "POST", path: "/topupBalance", headers, body: "x" });
    expect([patched.status, posted.status]).toEqual([415, 415]);
    expect(patched.headers["accept-patch"]).toBe("application/merge-patch+json, application/json");
    expect(posted.headers["accept-patch"]).toBe(undefined);
  });

  test("If-Match on an unknown id is 404", async () => {
    expect((await patch("/reserveBalance/none", '"x"', "new")).status).toBe(404);
  });

  test("the second of two writers with one tag is refused", async () => {
    const { path, tag } = await create();
    const statuses = [await patch(path, tag, "first"), await patch(path, tag, "second")];
    expect(statuses.map(({ status }) => status)).toEqual([200, 412]);
    expect((await send({ path })).json.reason).toBe("first");
  });

  test("a POST ignores If-Match", async () => {
    const headers = { "if-match": '"x"', "content-type": "application/json" };
    const made = await send({ method: "POST", path: "/topupBalance", headers, body: topup() });
    expect(made.status).toBe(201);
  });
});
