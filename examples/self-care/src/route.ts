import { useSyncExternalStore } from "react";

/** The screens of the app, by the hash of their address. */
export const routes = [
  "",
  "top-up",
  "top-up/voucher",
  "top-up/auto",
  "send",
  "history",
  "family",
] as const;

/** The hash of a screen, without `#/`. */
export type Route = (typeof routes)[number];

/** Returns the link to a screen. */
export const linkTo = (route: Route): string => `#/${route}`;

function subscribe(listener: () => void): () => void {
  addEventListener("hashchange", listener);
  return () => removeEventListener("hashchange", listener);
}

function currentRoute(): Route {
  const hash = location.hash.replace(/^#\/?/, "");
  return routes.find((route) => route === hash) ?? "";
}

/** Returns the screen of the address. An unknown address is the first screen. */
export function useRoute(): Route {
  return useSyncExternalStore(subscribe, currentRoute);
}
