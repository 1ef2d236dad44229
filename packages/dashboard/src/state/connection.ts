import { type Control, ControlError, createControl } from "@tmf654/mock/control";
import type { PagePlatform } from "../platform.ts";
import { mayChangeData, openActivity, type StreamItem } from "./activity-stream.ts";
import { type Api, apiUrl, createApi } from "./api.ts";
import { retryDelayMs } from "./backoff.ts";
import { ObservableValue } from "./observable-value.ts";

/** `gone`: the server does not respond. `locked`: it needs another token. */
export type ConnectionStatus = "connecting" | "live" | "gone" | "locked";

/** The connection of the page to its mock. It reconnects by itself. */
export class MockConnection {
  readonly status = new ObservableValue<ConnectionStatus>("connecting");
  /** Increases when the mock's data may have changed. Each screen then reads its data again. */
  readonly changes = new ObservableValue(0);
  readonly api: Api;
  /** Whether the API refused a request because the page has no token or an invalid one. */
  readonly isApiLocked = new ObservableValue(false);
  readonly #platform: PagePlatform;
  readonly #listeners = new Set<(item: StreamItem) => void>();
  #control: Control;
  #url: Promise<string> | undefined;
  #abort: AbortController | undefined;
  #failed = 0;

  constructor(platform: PagePlatform) {
    this.#platform = platform;
    this.#control = this.#createControl();
    this.api = createApi(
      () => this.#apiUrl(),
      platform,
      () => this.isApiLocked.set(true),
    );
  }

  /** The client of the control plane, with the current token. */
  get control(): Control {
    return this.#control;
  }

  /** Connects, and stays connected until the returned function is called. */
  start(): () => void {
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    void this.#run(signal);
    return () => this.#abort?.abort();
  }

  /** Calls a function with each item of the stream. The returned function stops this. */
  listen(listener: (item: StreamItem) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Uses another token, and connects again. */
  unlock(token: string): void {
    this.#platform.controlToken.keep(token);
    this.#control = this.#createControl();
    this.status.set("connecting");
    this.#restart();
  }

  /** Uses another token for the API. */
  unlockApi(token: string): void {
    this.#platform.apiToken.keep(token);
    this.isApiLocked.set(false);
    this.countChange();
  }

  /** Reports that the mock refused the token. */
  lock(): void {
    this.status.set("locked");
  }

  /** Reports that data of the mock may have changed. */
  countChange(): void {
    this.changes.set(this.changes.value + 1);
  }

  #restart(): void {
    this.#abort?.abort();
    this.start();
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        for await (const item of await openActivity(this.#control, signal)) this.#receive(item);
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof ControlError && error.status === 401) return this.lock();
      }
      if (signal.aborted) return;
      this.#failed += 1;
      this.status.set("gone");
      await new Promise<void>((resolve) => {
        this.#platform.after(retryDelayMs(this.#failed), resolve);
      });
    }
  }

  #receive(item: StreamItem): void {
    if (item.kind === "connected") {
      this.#failed = 0;
      this.#url = undefined;
      this.status.set("live");
    }
    if (mayChangeData(item)) this.countChange();
    for (const listener of this.#listeners) listener(item);
  }

  #createControl(): Control {
    const { mockUrl: root, fetch, controlToken } = this.#platform;
    const savedToken = controlToken.read();
    return createControl({
      baseUrl: root,
      fetch,
      ...(savedToken !== undefined && { token: savedToken }),
    });
  }

  #apiUrl(): Promise<string> {
    this.#url ??= this.#control
      .state()
      .then(({ basePath }) => apiUrl(this.#platform.mockUrl, basePath));
    return this.#url;
  }
}
