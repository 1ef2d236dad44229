import { type ClientOptions, createClient, type Tmf654Client } from "@tmf654/client";
import type { HostileCase } from "./hostile-cases.ts";

/** Runs a case with the `fetch` of the runtime and checks that no request is sent. */
export async function runHostileCase(row: HostileCase) {
  const { options, call, body, id } = row;
  const retried: unknown[] = [];
  const retry = { baseDelayMs: 1, onRetry: (event: unknown) => retried.push(event) };
  // No server listens at this address, so a request would fail with another error.
  const givenOptions = { baseUrl: "http://127.0.0.1:9/v4", idempotency: true, retry, ...options };
  const write = ({ topupBalance }: Tmf654Client) =>
    "id" in row
      ? topupBalance.update(id as string, { status: "cancelled" }, call)
      : topupBalance.create(body as never, call);
  try {
    await write(createClient(givenOptions as ClientOptions));
    return { error: undefined, retried };
  } catch (error) {
    return { error: error as Error & { attempts: number }, retried };
  }
}
