import { ControlError } from "@tmf654/mock/control";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Connection } from "./connection.ts";
import { usePage } from "./context.ts";

/** Data of the mock that stays current. */
export interface Live<T> {
  /** Absent until the first load. Kept while the mock does not respond. */
  readonly data: T | undefined;
  /** The message of the last load if the mock refused it. */
  readonly error: string | undefined;
  /** Loads the data again. */
  readonly reload: () => void;
}

/** The shortest time between two loads of the same data. */
const pauseMs = 150;

/**
 * Loads data, and loads it again after each change in the mock. `key` names the data: another key
 * forgets the old data.
 */
export function useLive<T>(key: string, load: (connection: Connection) => Promise<T>): Live<T> {
  const { connection, platform } = usePage();
  const [state, setState] = useState<{ key: string; data?: T; error?: string }>({ key });
  const [request, setRequest] = useState(0);
  const latest = useRef(load);
  latest.current = load;
  const reload = useCallback(() => setRequest((count) => count + 1), []);
  useEffect(() => {
    let [isEnded, isLoading, isStale] = [false, false, false];
    const run = async (): Promise<void> => {
      isStale = isLoading;
      if (isLoading || isEnded) return;
      isLoading = true;
      const change = await loadOnce(latest.current, connection);
      if (!isEnded && change) setState((old) => ({ ...(old.key === key && old), key, ...change }));
      platform.after(pauseMs, () => {
        isLoading = false;
        if (isStale) void run();
      });
    };
    void run();
    const stop = connection.changes.listen(() => void run());
    return () => {
      isEnded = true;
      stop();
    };
  }, [key, request, connection, platform]);
  const current = state.key === key ? state : undefined;
  return { data: current?.data, error: current?.error, reload };
}

/** Returns the data or the message of an error; nothing if the mock does not respond. */
async function loadOnce<T>(
  load: (connection: Connection) => Promise<T>,
  connection: Connection,
): Promise<{ data?: T; error: string | undefined } | undefined> {
  try {
    return { data: await load(connection), error: undefined };
  } catch (error) {
    if (error instanceof ControlError && error.status === 401) connection.lock();
    else if (!(error instanceof TypeError)) return { error: String((error as Error).message) };
    return undefined;
  }
}
