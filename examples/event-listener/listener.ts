/** The process of the listener: serves the callback, stays registered, and ends on SIGTERM. */
import { serve } from "@hono/node-server";
import { bearer, createClient } from "@tmf654/client";
import { createApp } from "./src/app.ts";
import { stayRegistered, unregister } from "./src/registration.ts";
import { readSettings, type Settings, SettingsError } from "./src/settings.ts";
import { openStore } from "./src/store.ts";

const log = (line: string): void => console.log(line);

try {
  await run(readSettings(process.env));
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(`event-listener: ${error.message}`);
  process.exitCode = 2;
}

async function run(settings: Settings): Promise<void> {
  const { callback, port, renewMs, url, token } = settings;
  const auth = token === undefined ? undefined : bearer(token);
  const client = createClient({ baseUrl: url, auth });
  const store = openStore(settings.data);
  const registrar = { client, store, callback };
  const ending = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => ending.abort());
  }
  // The server listens before the registration, because the hub may send at once.
  const server = serve({ fetch: createApp(store, settings.secrets, log).fetch, port });
  await new Promise((resolve, reject) => server.once("listening", resolve).once("error", reject));
  log(`listening on port ${port}`);
  await stayRegistered(registrar, renewMs, ending.signal, log);
  try {
    if (settings.keepsRegistration) log("the registration stays");
    else if (await unregister(registrar)) log("unregistered");
  } catch (error) {
    log(`not unregistered: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
  await new Promise((resolve) => server.close(resolve));
  store.close();
}
