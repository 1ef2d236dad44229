/** The OAuth provider of the mock with the client's own `clientCredentials`. */
import { bearer, createClient } from "@tmf654/client";
import { clientCredentials } from "@tmf654/client/middleware";
import { createMock } from "@tmf654/mock";
import { describe, expect, test } from "vitest";

/** A mock, a client that uses the mock's clock, and the number of token requests. */
function setup(secret = "tmf654") {
  const mock = createMock({
    auth: { oauth: { tokenSeconds: 600 } },
    clock: "2026-03-10T12:00:00Z",
  });
  const baseUrl = `http://mock.test${mock.basePath}`;
  const counted = { tokens: 0, rejected: 0 };
  let latest = "";
  const source = clientCredentials({
    tokenUrl: `${baseUrl}/oauth2/token`,
    clientId: "tmf654",
    clientSecret: secret,
    fetch: async (url, init) => {
      counted.tokens += 1;
      const response = await mock.fetch(url, init);
      latest = (await response.clone().json()).access_token;
      return response;
    },
    now: () => mock.clock.now(),
  });
  const client = createClient({
    baseUrl,
    auth: bearer(source),
    fetch: async (url, init) => {
      const response = await mock.fetch(url, init as RequestInit);
      if (response.status === 401) counted.rejected += 1;
      return response;
    },
  });
  const read = () => client.bucket.retrieve("ana-main");
  const revoke = () =>
    mock.fetch(`${baseUrl}/oauth2/revoke`, {
      method: "POST",
      body: new URLSearchParams({ token: latest, client_id: "tmf654", client_secret: "tmf654" }),
    });
  return { mock, read, counted, revoke };
}

const times = (count: number, run: () => Promise<unknown>) =>
  Promise.all(Array.from({ length: count }, run));

describe("OAuth tokens: clientCredentials", () => {
  test("50 concurrent calls at the start and at the expiry need one token request each time", async () => {
    const { mock, read, counted } = setup();
    await times(50, read);
    expect(counted).toEqual({ tokens: 1, rejected: 0 });
    await mock.clock.advance("PT9M29S");
    await times(50, read);
    expect(counted).toEqual({ tokens: 1, rejected: 0 });
    await mock.clock.advance("PT1S");
    await times(50, read);
    expect(counted).toEqual({ tokens: 2, rejected: 0 });
  });

  test("a token that the fault expireToken ends is renewed once for 50 concurrent calls", async () => {
    const { mock, read, counted } = setup();
    await read();
    mock.faults.add({ fault: { kind: "expireToken" }, times: 1 });
    await times(50, read);
    expect(counted.tokens).toBe(2);
    expect(counted.rejected).toBeGreaterThan(0);
    await read();
    expect(counted.tokens).toBe(2);
  });

  test("a revoked token is renewed once", async () => {
    const { read, counted, revoke } = setup();
    await read();
    expect((await revoke()).status).toBe(200);
    await times(50, read);
    expect(counted.tokens).toBe(2);
  });

  test("a wrong secret is an error of the call", async () => {
    const { read, counted } = setup("wrong");
    await expect(read()).rejects.toMatchObject({ name: "UnauthorizedError" });
    expect(counted.tokens).toBe(1);
  });
});
