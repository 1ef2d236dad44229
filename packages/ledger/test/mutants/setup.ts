/** The setup that runs before each test file of a mutation run. */
import fc from "fast-check";
import { afterEach } from "vitest";
import { reached } from "./switch.ts";

declare module "vitest" {
  interface TaskMeta {
    reached?: readonly number[];
  }
}

// A fixed seed makes a score repeatable. A smaller counterexample is not searched for, because only
// the failure counts.
fc.configureGlobal({ seed: 654, endOnFailure: true });

afterEach(({ task }) => {
  if (reached.size > 0) task.file.meta.reached = [...reached];
});
