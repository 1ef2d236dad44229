import { type ComponentChildren, createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Platform } from "../platform.ts";
import type { Connection } from "./connection.ts";
import type { Notices } from "./notices.ts";
import type { Peaks } from "./peaks.ts";
import type { Place } from "./place.ts";
import type { ReceivedState } from "./received-state.ts";
import type { Store } from "./store.ts";

/** The parts that every component may use. */
export interface Page {
  readonly platform: Platform;
  readonly connection: Connection;
  readonly place: Store<Place>;
  readonly notices: Notices;
  readonly peaks: Peaks;
  /** The open dialog. It is above the screens, so that their new data cannot remove it. */
  readonly dialog: Store<ComponentChildren>;
  /** The summary of the mock, which stays current. */
  readonly mockState: Store<ReceivedState | undefined>;
}

/** The context that `App` provides. */
export const PageContext = createContext<Page | undefined>(undefined);

/** Returns the parts of the page. */
export function usePage(): Page {
  const page = useContext(PageContext);
  if (!page) throw new Error("The component is outside of App.");
  return page;
}
