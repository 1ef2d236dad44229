import { buildDashboard, isDashboardBuilt } from "./build.ts";

/** Builds the page once before all test files, which run at the same time. */
export async function setup(): Promise<void> {
  if (!isDashboardBuilt()) await buildDashboard();
}
