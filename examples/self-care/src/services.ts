/** The client of the API and everything that is built on it: one of each for the whole app. */
import { QueryClient } from "@tanstack/react-query";
import { createClient } from "@tmf654/client";
import { createTopUpFlow, createTransferFlow } from "@tmf654/client/flow";
import { createMutations, createQueries } from "@tmf654/client/tanstack-query";
import { createContext, useContext } from "react";
import { keepRecord } from "./flows/keep-records.ts";

/** Creates the services of an app. */
export function createServices(baseUrl: string) {
  // Set `idempotency: true` if your server supports keys: a lost request is then sent again safely.
  const client = createClient({ baseUrl });
  const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: 30_000 } } });
  const flows = { waitMs: 90_000 };
  return {
    queryClient,
    queries: createQueries(client),
    mutations: createMutations(client, queryClient),
    // The flows live as long as the app, so that a slow payment continues on every screen.
    topUp: keepRecord(queryClient, "topUp", (onRecord) =>
      createTopUpFlow(client, { ...flows, onRecord }),
    ),
    transfer: keepRecord(queryClient, "transfer", (onRecord) =>
      createTransferFlow(client, { ...flows, onRecord }),
    ),
  };
}

/** The services of the app. */
export type Services = ReturnType<typeof createServices>;

/** Gives the services to the screens. */
export const ServicesContext = createContext<Services | undefined>(undefined);

/** Returns the services of the app. */
export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error("useServices needs a ServicesContext around it.");
  return services;
}
