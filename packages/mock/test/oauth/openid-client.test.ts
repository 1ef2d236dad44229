/** The flow with an independent client library, over a real connection. */
import * as oidc from "openid-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createMock } from "../../src/index.ts";
import { type MockServer, serve } from "../../src/node/index.ts";

const mock = createMock({ auth: { oauth: {} } });
const rootMock = createMock({ auth: { oauth: {} }, basePath: "/" });
const servers: MockServer[] = [];
beforeAll(async () => {
  servers.push(await serve(mock), await serve(rootMock));
});
afterAll(() => Promise.all(servers.map(({ close }) => close())));

const options = { execute: [oidc.allowInsecureRequests] };
const methods = [
  ["Basic", oidc.ClientSecretBasic],
  ["the body", oidc.ClientSecretPost],
] as const;

describe("OAuth tokens: openid-client", () => {
  test.each(methods)("with the client in %s, passes the whole flow", async (_, method) => {
    const issuer = new URL(`${servers[0]?.url}${mock.basePath}`);
    const secret = "tmf654";
    const config = await oidc.discovery(issuer, "tmf654", secret, method(secret), options);
    expect(config.serverMetadata()).toMatchObject({
      issuer: issuer.href,
      jwks_uri: `${issuer.href}/oauth2/jwks`,
    });
    const bucket = new URL(`${issuer.href}/bucket/ana-main`);
    const statusWith = async (token: string): Promise<number | "challenged"> => {
      try {
        return (await oidc.fetchProtectedResource(config, token, bucket, "GET")).status;
      } catch (error) {
        if (error instanceof oidc.WWWAuthenticateChallengeError) return "challenged";
        throw error;
      }
    };
    const first = await oidc.clientCredentialsGrant(config, { scope: "read offline_access" });
    expect(first).toMatchObject({ token_type: "bearer", expires_in: 3600, scope: "read" });
    expect(await statusWith(first.access_token)).toBe(200);

    const refreshToken = first.refresh_token ?? "";
    const second = await oidc.refreshTokenGrant(config, refreshToken);
    expect(await statusWith(second.access_token)).toBe(200);

    await oidc.tokenRevocation(config, second.access_token);
    expect(await statusWith(second.access_token)).toBe("challenged");
    expect(await statusWith(first.access_token)).toBe(200);
    await oidc.tokenRevocation(config, refreshToken);
    expect(await statusWith(first.access_token)).toBe("challenged");
    await expect(oidc.refreshTokenGrant(config, refreshToken)).rejects.toMatchObject({
      error: "invalid_grant",
    });
  });

  test("reads the refusal of a wrong secret", async () => {
    const issuer = new URL(`${servers[0]?.url}${mock.basePath}`);
    const auth = oidc.ClientSecretBasic("wrong");
    const config = await oidc.discovery(issuer, "tmf654", undefined, auth, options);
    const request = oidc.clientCredentialsGrant(config);
    await expect(request).rejects.toMatchObject({ status: 401, cause: [{ scheme: "basic" }] });
  });

  test("finds the provider of a mock at the root of a server", async () => {
    const root = new URL(servers[1]?.url ?? "");
    const auth = oidc.ClientSecretBasic("tmf654");
    const config = await oidc.discovery(root, "tmf654", undefined, auth, options);
    const { scope } = await oidc.clientCredentialsGrant(config);
    expect(scope).toBe("read write");
  });
});
