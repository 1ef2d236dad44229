import { ControlError } from "@tmf654/mock/control";
import { useEffect, useRef, useState } from "preact/hooks";
import type { MockConnection } from "./connection.ts";
import { usePage } from "./context.ts";
import { createPacedLoad } from "./paced-load.ts";

/** Data of the mock that stays current. */
export interface Live<T> {
  /** Absent until the first load. Kept while the mock does not respond. */
  readonly data: T | undefined;
  /** The message of the last load if the mock refused it. */
  readonly error: string | undefined;
}

/** Calls a function when data may have changed. The returned function stops this. */
export type Listen = (connection: MockConnection, reload: () => void) => () => void;

const listenToChanges: Listen = ({ changes }, reload) => changes.listen(reload);

/** Options of the loading of data. */
export interface LiveOptions {
  /**
   * The part of the data that is shown, such as a search. A change of the view keeps the old rows
   * until the new ones have loaded.
   */
  readonly view?: string;
  /** Default: after each change in the mock. */
  readonly listen?: Listen;
}

/**
 * Loads data, and loads it again after each change in the mock. `key` names the data. A new key
 * forgets the old data at once; a new view forgets it when its own data has loaded.
 */
export function useLive<T>(
  key: string,
  load: (connection: MockConnection) => Promise<T>,
  { view, listen = listenToChanges }: LiveOptions = {},
): Live<T> {
  const { connection, platform } = usePage();
  const [state, setState] = useState<{ key: string; data?: T; error?: string }>({ key });
  const latestLoad = useRef(load);
  latestLoad.current = load;
  useEffect(() => {
    let isEnded = false;
    const show = async (): Promise<void> => {
      const loadedState = await loadOnce(latestLoad.current, connection);
      if (!isEnded && loadedState)
        setState((old) => ({ ...(old.key === key && old), key, ...loadedState }));
    };
    const pacedLoad = createPacedLoad(platform, show);
    pacedLoad.request();
    const stop = listen(connection, pacedLoad.request);
    return () => {
      isEnded = true;
      stop();
      pacedLoad.end();
    };
  }, [key, view, connection, platform, listen]);
  const currentState = state.key === key ? state : undefined;
  return { data: currentState?.data, error: currentState?.error };
}

/** Returns the data or the message of an error; nothing if the mock does not respond. */
async function loadOnce<T>(
  load: (connection: MockConnection) => Promise<T>,
  connection: MockConnection,
): Promise<{ data?: T; error: string | undefined } | undefined> {
  try {
    return { data: await load(connection), error: undefined };
  } catch (error) {
    if (error instanceof ControlError && error.status === 401) connection.lock();
    else if (!(error instanceof TypeError)) return { error: String((error as Error).message) };
    return undefined;
  }
}
