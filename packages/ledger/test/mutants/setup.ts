/** Runs before each test file of a mutation run. */
import fc from "fast-check";
import { afterEach } from "vitest";
import { reached } from "./switch.ts";

declare module "vitest" {
  interface TaskMeta {
    reached?: readonly number[];
  }
}

// The same random cases each time, so that a score can be had again; and no search for a smaller
// case, since that a test fails is all that is asked.
fc.configureGlobal({ seed: 654, endOnFailure: true });

afterEach(({ task }) => {
  if (reached.size > 0) task.file.meta.reached = [...reached];
});
