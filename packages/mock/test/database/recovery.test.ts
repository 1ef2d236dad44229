import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import pg from "pg";
import { describe, expect, onTestFinished, test } from "vitest";
import { money } from "../behaviour/setup.ts";
import { type OpenReplica, openReplica, openReplicas } from "./open-replicas.ts";
import { emptyDatabase, hasPostgresServer, startPostgres } from "./postgres-server.ts";

/** The number of cuts of each kind. */
const cuts = Number(process.env.TMF654_DEEP ?? 1);

async function startOwn() {
  const server = await startPostgres();
  onTestFinished(() => server.close());
  return server;
}

/** Tops up by 1 until the mock accepts it. */
async function topUpWhenReady({ api }: OpenReplica): Promise<void> {
  const status = async () => (await api.topup("ana-main", money(1))).status;
  await expect.poll(status, { timeout: 30_000, interval: 200 }).toBe(201);
}

/** A cut before the server gets a COMMIT, or before the client gets its response. */
type Cut = "before" | "after";

/** The bytes before the text in a message of PostgreSQL's protocol: a letter and a length. */
const messageStart = 5;

/** A proxy that can cut all connections, also at the next COMMIT. */
async function startProxy(port: number) {
  const sockets = new Set<Socket>();
  let cut: Cut | undefined;
  let passed = "";
  const proxy = createServer((client) => {
    const server = connect(port, "127.0.0.1");
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => sockets.delete(socket));
    }
    client.on("data", (data) => {
      const at = cut === undefined ? -1 : data.indexOf("COMMIT");
      const end = at >= 0 && cut === "before" ? Math.max(0, at - messageStart) : data.length;
      if (cut !== undefined) passed += data.subarray(0, end).toString("latin1");
      server.write(data.subarray(0, end));
      if (at < 0) return;
      cut = undefined;
      client.destroy();
      setTimeout(() => server.destroy(), 200);
    });
    server.on("data", (data) => void (client.destroyed || client.write(data)));
    client.on("close", () => setTimeout(() => server.destroy(), 300));
    server.on("close", () => client.destroy());
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });
  return {
    port: (proxy.address() as AddressInfo).port,
    cutAll: () => {
      for (const socket of sockets) socket.destroy();
    },
    cutAtCommit: (where: Cut) => {
      cut = where;
      passed = "";
    },
    /** The bytes since `cutAtCommit` that the server got. `undefined` if there was no COMMIT. */
    passed: () => (cut === undefined ? passed : undefined),
  };
}

function through(url: string, port: number): string {
  const proxied = new URL(url);
  proxied.port = String(port);
  return proxied.href;
}

/** Opens a replica through a proxy. `openDirect` opens another one without the proxy. */
async function openThroughProxy() {
  const server = await startOwn();
  const url = await emptyDatabase(server.url);
  const proxy = await startProxy(server.port);
  const replica = await openReplica(through(url, proxy.port));
  return { proxy, replica, openDirect: () => openReplica(url) };
}

describe.skipIf(!hasPostgresServer)("A PostgreSQL server that fails", () => {
  test("a restart loses no acknowledged top-up, and requests get 503 meanwhile", async () => {
    const server = await startOwn();
    const [a, b] = await openReplicas(server.url, 2);
    expect((await a.api.topup("ana-main", money(10))).status).toBe(201);
    await server.kill();
    const refused = await a.api.topup("ana-main", money(100));
    expect([refused.status, refused.headers["retry-after"]]).toEqual([503, "1"]);
    await server.start();
    await topUpWhenReady(b);
    await topUpWhenReady(a);
    expect([await a.api.remaining("ana-main"), await b.api.remaining("ana-main")]).toEqual([
      37.5, 37.5,
    ]);
  }, 90_000);

  test("a cut connection changes nothing, and the next request has a new one", async () => {
    const { proxy, replica } = await openThroughProxy();
    expect((await replica.api.topup("ana-main", money(10))).status).toBe(201);
    proxy.cutAll();
    await topUpWhenReady(replica);
    expect(await replica.api.remaining("ana-main")).toBe(36.5);
  }, 90_000);

  test("a session that PostgreSQL ends changes nothing", async () => {
    const server = await startOwn();
    const [a] = await openReplicas(server.url, 2);
    const admin = new pg.Client({ connectionString: server.url });
    await admin.connect();
    onTestFinished(() => admin.end().catch(() => {}));
    await admin.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND usename = 'tester'",
    );
    await topUpWhenReady(a);
    expect(await a.api.remaining("ana-main")).toBe(26.5);
  }, 90_000);

  test(
    "a connection cut in the middle of a transaction changes nothing, and the request gets 503",
    async () => {
      const { proxy, replica, openDirect } = await openThroughProxy();
      const direct = await openDirect();
      for (let round = 0; round < cuts; round += 1) {
        proxy.cutAtCommit("before");
        const { status, headers } = await replica.api.topup("ana-main", money(10));
        expect(proxy.passed()).toContain("INSERT INTO tmf654_record");
        expect(proxy.passed()).not.toContain("COMMIT");
        expect([status, headers["retry-after"]]).toEqual([503, "1"]);
        await topUpWhenReady(replica);
        expect(await direct.api.remaining("ana-main")).toBe(26.5 + round);
        expect(await replica.api.remaining("ana-main")).toBe(26.5 + round);
      }
    },
    90_000 + cuts * 5000,
  );

  test(
    "a COMMIT whose response is lost is executed once or not at all, as the response says",
    async () => {
      const { proxy, replica, openDirect } = await openThroughProxy();
      const direct = await openDirect();
      let expected = 25.5;
      for (let round = 0; round < cuts; round += 1) {
        proxy.cutAtCommit("after");
        const { status } = await replica.api.topup("ana-main", money(10));
        expect(proxy.passed()).toContain("COMMIT");
        expect([201, 503]).toContain(status);
        await topUpWhenReady(replica);
        // A 503 says that nothing was changed.
        expected += 1 + (status === 201 ? 10 : 0);
        expect(await direct.api.remaining("ana-main")).toBe(expected);
        expect(await replica.api.remaining("ana-main")).toBe(expected);
      }
    },
    90_000 + cuts * 5000,
  );
});
