import { createClient, type Tmf654Client } from "@tmf654/client";

/** Who answers: this page itself, through MSW, or a server. */
export type Source = "page" | "server";

const BASE = "/tmf-api/prepayBalanceManagement/v4";

/** The one switch: the same client, the same behaviour, another base URL. */
export async function connect(source: Source, serverUrl: string): Promise<Tmf654Client> {
  if (source === "server") return createClient({ baseUrl: serverUrl + BASE });
  await startMockInPage();
  return createClient({ baseUrl: location.origin + BASE });
}

let started: Promise<unknown> | undefined;

/** Loaded only when asked for, so that an app's own bundle carries no mock. */
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
