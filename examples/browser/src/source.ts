import { createClient, type Tmf654Client } from "@tmf654/client";

/** The source of the data: a mock in this page, through MSW, or a server. */
export type Source = "page" | "server";

const BASE = "/tmf-api/prepayBalanceManagement/v4";

/** Creates the client for a source; only the base URL differs. */
export async function createSourceClient(source: Source, serverUrl: string): Promise<Tmf654Client> {
  if (source === "server") return createClient({ baseUrl: serverUrl + BASE });
  await startMockInPage();
  return createClient({ baseUrl: location.origin + BASE });
}

let started: Promise<unknown> | undefined;

/** Loads the mock on demand, so that the bundle of the app does not include it. */
function startMockInPage(): Promise<unknown> {
  started ??= Promise.all([
    import("@tmf654/mock"),
    import("@tmf654/mock/msw"),
    import("msw/browser"),
  ]).then(([{ createMock }, { handlers }, { setupWorker }]) =>
    setupWorker(...handlers(createMock())).start({ quiet: true, onUnhandledFrame: "bypass" }),
  );
  return started;
}
