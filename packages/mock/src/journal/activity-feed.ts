import type { Activity, CommandEffects } from "../ports/activity.ts";

/** The activities of a mock, for its listeners. Without listeners the feed does no work. */
export class ActivityFeed {
  readonly #listeners = new Set<(activity: Activity) => void>();
  #collected: CommandEffects[] | undefined;

  /** True when there are listeners. Without listeners no activities are created. */
  get isActive(): boolean {
    return this.#listeners.size > 0;
  }

  /** Calls a function with every activity, until the returned function is called. */
  listen(listener: (activity: Activity) => void): () => void {
    // Each call creates another function, so that the same listener can be added twice.
    const subscription = (activity: Activity): void => listener(activity);
    this.#listeners.add(subscription);
    return () => this.#listeners.delete(subscription);
  }

  /** An error in a listener must not affect the mock. */
  emit(activity: Activity): void {
    for (const listener of this.#listeners) {
      try {
        listener(activity);
      } catch (error) {
        console.error(error);
      }
    }
  }

  /** Runs a synchronous function, and returns the effects of its commands with its result. */
  collect<T>(run: () => T): readonly [result: T, effects: CommandEffects] {
    const outerEffects = this.#collected;
    const commandEffects: CommandEffects[] = [];
    this.#collected = commandEffects;
    try {
      return [run(), combineEffects(commandEffects)];
    } finally {
      this.#collected = outerEffects;
    }
  }

  /**
   * Adds the effects of a command to those of the request in progress; returns false if no request
   * is in progress.
   */
  add(effects: CommandEffects): boolean {
    this.#collected?.push(effects);
    return this.#collected !== undefined;
  }
}

function combineEffects(effects: readonly CommandEffects[]): CommandEffects {
  const changes = effects.flatMap((each) => each.changes);
  const refusal = effects.find((each) => each.refusal)?.refusal;
  return { changes, ...(refusal && { refusal }) };
}
