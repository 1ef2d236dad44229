import { type ComponentChildren, createContext } from "preact";
import { useContext } from "preact/hooks";
import type { PagePlatform } from "../platform.ts";
import type { MockConnection } from "./connection.ts";
import type { Notices } from "./notices.ts";
import type { ObservableValue } from "./observable-value.ts";
import type { Peaks } from "./peaks.ts";
import type { Place } from "./place.ts";
import type { ReceivedState } from "./received-state.ts";

/** The parts that every component may use. */
export interface Page {
  readonly platform: PagePlatform;
  readonly connection: MockConnection;
  readonly place: ObservableValue<Place>;
  readonly notices: Notices;
  readonly peaks: Peaks;
  /** The open dialog. It is above the screens, so that their new data cannot remove it. */
  readonly dialog: ObservableValue<ComponentChildren>;
  /** The summary of the mock, which stays current. */
  readonly mockState: ObservableValue<ReceivedState | undefined>;
}

/** The context that `App` provides. */
export const PageContext = createContext<Page | undefined>(undefined);

/** Returns the parts of the page. */
export function usePage(): Page {
  const page = useContext(PageContext);
  if (!page) throw new Error("The component is outside of App.");
  return page;
}
