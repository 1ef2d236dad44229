/** The one switch of the app: where its data comes from. */

/** The address of the API: always on the origin of the page. `vite.config.ts` forwards it. */
export const baseUrl = `${location.origin}/tmf-api/prepayBalanceManagement/v4`;

/** Whether the data comes from a mock, so that the app can suggest its lines. */
export const isMock = ["page", "mock"].includes(import.meta.env.VITE_TMF654);

/** Starts the mock in the page. A build for another source does not contain the mock. */
export async function startSource(): Promise<void> {
  if (import.meta.env.VITE_TMF654 !== "page") return;
  const [{ createMock }, { startWorker }, { selfCare }] = await Promise.all([
    import("@tmf654/mock"),
    import("@tmf654/mock/browser"),
    import("../mock/scenario.ts"),
  ]);
  await startWorker(createMock({ scenario: selfCare, persist: sessionStorage }));
}
