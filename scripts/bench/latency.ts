/** Response times at a steady rate: half of the requests that a saturated server handles. */
import { median, type Row } from "./harness.ts";
import type { Load } from "./http-bytes.ts";
import { bytesOf, connections, isExpected, openConnection, sendAll } from "./load-generator.ts";
import { rawServer, type worksOf } from "./mock-works.ts";
import { builtCommand, type ServerProcess, startServer } from "./server-process.ts";

const seconds = 3;
const saturatingRequests = 10_000;

/** Rows for a GET and a POST: the mock, and the raw server at half of its own saturation rate. */
export async function latencyRows(works: Awaited<ReturnType<typeof worksOf>>): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { name, load } of [works.get, works.topup]) {
    const mock = await startServer(builtCommand(["--log", "off"]));
    const raw = await startServer(rawServer(await mock.send(load), load));
    rows.push(await latencyRow(`${name} at half of the saturation, p99 of the mock`, mock, load));
    rows.push(await latencyRow(`${name} at half of the saturation, p99 of node:http`, raw, load));
    await Promise.all([mock.stop(), raw.stop()]);
  }
  return rows;
}

async function latencyRow(name: string, { url }: ServerProcess, load: Load): Promise<Row> {
  await sendAll(url, load, saturatingRequests);
  const startedAt = performance.now();
  await sendAll(url, load, saturatingRequests);
  const rate = saturatingRequests / 2 / (performance.now() - startedAt);
  const times = await timesAt(url, load, rate);
  const sortedTimes = times.sort((a, b) => a - b);
  const p99 = sortedTimes[Math.floor(sortedTimes.length * 0.99)] ?? Number.NaN;
  const note = `p50 ${median(sortedTimes).toFixed(2)} ms at ${Math.round(rate * 1000).toLocaleString("en")} requests a second`;
  return { name, value: p99, unit: "ms", note };
}

/**
 * Sends requests at a rate for some seconds. A time starts when its request is due, so a request
 * that waits for a connection counts too.
 */
function timesAt(url: string, load: Load, perMs: number): Promise<number[]> {
  const request = bytesOf(load);
  const statuses = new Set([load.status ?? 0]);
  const times: number[] = [];
  const idle: { send(due: number): void }[] = [];
  return new Promise((resolve, reject) => {
    const openSocket = (): void => {
      let dueAt = 0;
      const socket = openConnection(url, fail, (status) => {
        if (!isExpected(status, statuses)) return fail(new Error(`${load.path}: ${status}`));
        times.push(performance.now() - dueAt);
        idle.push(connection);
      });
      const connection = {
        send: (at: number) => {
          dueAt = at;
          socket.write(request);
        },
      };
      socket.once("connect", () => idle.push(connection));
      sockets.push(socket);
    };
    const sockets: ReturnType<typeof openConnection>[] = [];
    const fail = (error: Error): void => {
      if (!isOver) reject(error);
    };
    let isOver = false;
    for (let index = 0; index < connections; index += 1) openSocket();
    const startedAt = performance.now() + 100;
    let sentCount = 0;
    const tick = (): void => {
      const now = performance.now();
      if (now > startedAt + seconds * 1000) {
        isOver = true;
        for (const socket of sockets) socket.destroy();
        resolve(times);
        return;
      }
      for (; startedAt + sentCount / perMs <= now && idle.length > 0; sentCount += 1) {
        idle.pop()?.send(startedAt + sentCount / perMs);
      }
      setImmediate(tick);
    };
    tick();
  });
}
