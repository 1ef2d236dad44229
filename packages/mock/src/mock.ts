import { createControlHandler } from "./control/handler.ts";
import { gaugesOf, handlerOf, handlesOf } from "./handles.ts";
import type { Mock } from "./mock-types.ts";
import type { MockOptions } from "./options.ts";
import { wire } from "./parts.ts";

/**
 * Makes a TMF654 server in a box. Two mocks in one process never meet.
 * @throws MockOptionsError for an option that is none, and an unknown profile or scenario;
 * ClockError for a clock that is no instant; ScenarioError and ProfileError for what does not fit.
 */
export function createMock(options: MockOptions = {}): Mock {
  const parts = wire(options);
  const renew = (): void => {
    handler = makeHandler();
  };
  const handles = handlesOf(parts, options, renew);
  const control = createControlHandler(
    {
      ...handles,
      metricsText: () => parts.metrics.text(gaugesOf(handles)),
      clearJournal: parts.journal.clear,
    },
    options.controlToken,
  );
  const makeHandler = () => handlerOf(parts, options, control);
  let handler = makeHandler();
  return {
    ...handles,
    fetch: (input, init) => handler.fetch(input, init),
    exchange: (exchange) => handler.exchange(exchange),
    maximumBodyBytes: (head) => handler.maximumBodyBytes(head),
  };
}
