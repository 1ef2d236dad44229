import type { MockControls } from "../control/mock-controls.ts";
import type { Trace } from "../trace/trace.ts";
import { requestNumber, type TracedResponse, TraceError } from "../trace/traced-response.ts";
import type { MockModules } from "./modules.ts";

/** Creates the controls that return the reasons for responses. */
export function createTraceControls(
  modules: MockModules,
): Pick<MockControls, "trace" | "setTracing" | "isTracing"> {
  const { traces } = modules;
  return {
    trace: (response) => traceOf(modules, response),
    setTracing: (isOn) => {
      traces.isOn = isOn;
    },
    isTracing: () => traces.isOn,
  };
}

/** Describes the reason for a response. The code for it loads with the first trace. */
async function traceOf({ journal, traces }: MockModules, response: TracedResponse): Promise<Trace> {
  const number = requestNumber(response);
  const entry = journal.find(number);
  if (!entry) {
    throw new TraceError(
      `no trace ${number}: the journal does not have this request; it keeps the latest requests`,
    );
  }
  const storedTrace = traces.find(number);
  const { describeTrace } = await import("../trace/describe.ts");
  return describeTrace(entry, storedTrace, traces);
}
