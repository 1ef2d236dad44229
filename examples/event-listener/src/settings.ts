/** The settings of the listener, from the environment. Pure. */

/** The settings of a running listener. */
export interface Settings {
  /** The API whose hub sends the events. */
  readonly url: string;
  readonly token: string | undefined;
  readonly port: number;
  /** The URL of this listener, as the server of the API reaches it. */
  readonly callback: string;
  /** The secrets of the signatures. There are two while one replaces the other. */
  readonly secrets: readonly string[];
  /** The SQLite file. */
  readonly data: string;
  /** Whether the registration stays when the listener stops: the server keeps events for a restart. */
  readonly keepsRegistration: boolean;
  /** The milliseconds between checks of the registration. */
  readonly renewMs: number;
}

/** The error of missing or invalid settings in the environment. */
export class SettingsError extends Error {
  override name = "SettingsError";
}

/** Reads the settings. Throws `SettingsError` with all missing and invalid settings. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const secrets = (env.EVENT_SECRET ?? "").split(",").filter((secret) => secret !== "");
  const port = Number(env.PORT ?? 3000);
  const renewMs = Number(env.RENEW_SECONDS ?? 60) * 1000;
  const url = env.TMF654_URL ?? "http://127.0.0.1:4010/tmf-api/prepayBalanceManagement/v4";
  const callback = env.CALLBACK_URL ?? `http://127.0.0.1:${port}/events`;
  const issues = [
    secrets.length === 0 && "EVENT_SECRET is missing: the secret that signs the events",
    !(Number.isInteger(port) && port > 0 && port < 65_536) && `PORT ${env.PORT} is not a port`,
    !(renewMs > 0) && `RENEW_SECONDS ${env.RENEW_SECONDS} is not a number above 0`,
    !URL.canParse(url) && `TMF654_URL ${url} is not a URL`,
    !URL.canParse(callback) && `CALLBACK_URL ${callback} is not a URL`,
  ].filter((issue) => issue !== false);
  if (issues.length > 0) throw new SettingsError(issues.join("; "));
  return {
    url,
    token: env.TMF654_TOKEN,
    port,
    callback,
    secrets,
    data: env.DATA ?? "events.db",
    keepsRegistration: env.KEEP_REGISTRATION === "1",
    renewMs,
  };
}
