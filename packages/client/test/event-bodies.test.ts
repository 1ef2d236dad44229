import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  createEventHandler,
  hmacVerifier,
  nodeListener,
  readEvent,
  signEvent,
} from "@tmf654/client/events";
import { describe, expect, test } from "vitest";

const body = JSON.stringify({
  eventId: "e1",
  eventType: "TopupBalanceCreateEvent",
  event: { topupBalance: { id: "t1" } },
});

describe("a body that was read before the event handler", () => {
  function setUp() {
    const errors: Error[] = [];
    const handle = createEventHandler({
      on: {},
      verify: hmacVerifier({ secret: "hush" }),
      onError: (error) => errors.push(error as Error),
    });
    return { errors, handle };
  }

  test("is reported in the response and to onError, for a Request", async () => {
    const { errors, handle } = setUp();
    const request = new Request("http://me/", { method: "POST", body });
    await request.json();
    const response = await handle(request);
    expect(response.status).toBe(500);
    expect(await response.text()).toContain("before any body parser");
    expect(errors[0]?.message).toContain("the body was read before");
  });

  test("is reported for Node, with and without a length", async () => {
    const { errors, handle } = setUp();
    const listener = nodeListener(handle);
    const server = createServer(async (request, response) => {
      for await (const _ of request);
      await listener(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const chunked = new Blob([body]).stream();
    const sent = [{ body }, { body: chunked, duplex: "half" }] as RequestInit[];
    for (const init of sent) {
      const response = await fetch(url, { method: "POST", ...init });
      expect(response.status).toBe(500);
      expect(await response.text()).toContain("the body was read before");
    }
    server.closeAllConnections();
    server.close();
    expect(errors).toHaveLength(2);
  });
});

describe("several signing secrets", () => {
  const isAccepted = async (secret: string | readonly string[], signedWith: string) => {
    const handle = createEventHandler({ on: {}, verify: hmacVerifier({ secret }) });
    const headers = await signEvent(body, { secret: signedWith });
    return (await handle(new Request("http://me/", { method: "POST", headers, body }))).ok;
  };

  test("verify the new and the old signature, and no other", async () => {
    expect(readEvent(JSON.parse(body))).toBeDefined();
    expect(await isAccepted(["new", "old"], "new")).toBe(true);
    expect(await isAccepted(["new", "old"], "old")).toBe(true);
    expect(await isAccepted(["new", "old"], "other")).toBe(false);
  });

  test.each([undefined, null, "", 42, [[]], [[""]], [["a", undefined]], [["a", null]]])(
    "are an error when the verifier is created, if they are missing: %j",
    async (secret) => {
      const options = { secret: secret as never };
      expect(() => hmacVerifier(options)).toThrow("secret must be a text or an array of texts");
      await expect(signEvent(body, options)).rejects.toThrow("none of them empty");
    },
  );

  test("sign with the first one", async () => {
    expect(await signEvent(body, { secret: ["new", "old"] })).toEqual(
      await signEvent(body, { secret: "new" }),
    );
  });
});
