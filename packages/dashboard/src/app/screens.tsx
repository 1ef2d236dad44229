import type { ComponentType } from "preact";
import type { IconName } from "../components/icon.tsx";
import { BucketScreen } from "../screens/bucket/bucket-screen.tsx";
import { ContractScreen } from "../screens/contract/contract-screen.tsx";
import { EventsScreen } from "../screens/events/events-screen.tsx";
import { RequestsScreen } from "../screens/requests/requests-screen.tsx";
import { StateScreen } from "../screens/state/state-screen.tsx";
import { SubscribersScreen } from "../screens/subscribers/subscribers-screen.tsx";
import { TimeScreen } from "../screens/time/time-screen.tsx";
import type { ScreenName } from "../state/place.ts";

/** The component of each screen. */
export const screenViews: Readonly<Record<ScreenName, ComponentType>> = {
  subscribers: SubscribersScreen,
  buckets: BucketScreen,
  requests: RequestsScreen,
  events: EventsScreen,
  time: TimeScreen,
  state: StateScreen,
  contract: ContractScreen,
};

/** An entry of the navigation. */
export interface NavigationEntry {
  readonly screen: ScreenName;
  readonly label: string;
  readonly icon: IconName;
}

/** The entries of the navigation, in their order. */
export const navigationEntries: readonly NavigationEntry[] = [
  { screen: "subscribers", label: "Subscribers", icon: "subscribers" },
  { screen: "requests", label: "Requests", icon: "requests" },
  { screen: "events", label: "Events", icon: "events" },
  { screen: "time", label: "Time", icon: "time" },
  { screen: "state", label: "State", icon: "state" },
  { screen: "contract", label: "Contract", icon: "contract" },
];

/** The entry that is marked on screens without an entry of their own. */
export const parentScreens: Partial<Record<ScreenName, ScreenName>> = { buckets: "subscribers" };
