import { createControl } from "@tmf654/mock/control";
import { expect, onTestFinished, test } from "vitest";
import { sendTopUp, startServer } from "./loaded-server.ts";
import { emptyDatabase, hasPostgresServer, password, startPostgres } from "./postgres-server.ts";

/** The status of each probe of a server. */
async function probesOf(url: string): Promise<Readonly<Record<string, number>>> {
  const status = async (name: string) => (await fetch(`${url}/__mock/${name}`)).status;
  return { health: await status("health"), ready: await status("ready") };
}

test.skipIf(!hasPostgresServer)(
  "Replicas: a server is alive and not ready while PostgreSQL is down, and then ready again",
  async () => {
    const postgres = await startPostgres();
    onTestFinished(() => postgres.close());
    const databaseUrl = await emptyDatabase(postgres.url);
    const { url, output, end } = await startServer(databaseUrl, "--database");
    onTestFinished(async () => void (await end("SIGKILL")));
    const control = createControl({ baseUrl: url, fetch });
    expect(await probesOf(url)).toEqual({ health: 200, ready: 200 });
    expect((await control.state()).storage).not.toHaveProperty("failure");

    await postgres.kill();
    // The first probe after the failure says so, without a request before it.
    expect(await probesOf(url)).toEqual({ health: 200, ready: 503 });
    const refused = await sendTopUp(url, "refused");
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "1"]);
    const ready = await (await fetch(`${url}/__mock/ready`)).text();
    expect(ready).not.toContain(String(postgres.port));
    const { failure = "" } = (await control.state()).storage ?? {};
    expect(failure).toMatch(/^The database PostgreSQL 127\.0\.0\.1:\d+\/\S+ /);

    await postgres.start();
    // The server connects again by itself: only probes are sent.
    const options = { timeout: 20_000, interval: 100 };
    await expect.poll(() => probesOf(url), options).toEqual({ health: 200, ready: 200 });
    expect((await control.state()).storage).not.toHaveProperty("failure");
    expect((await sendTopUp(url, "accepted")).status).toBe(201);
    expect(`${output()}${failure}`).not.toContain(password);
  },
  120_000,
);
