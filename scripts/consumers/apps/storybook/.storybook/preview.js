import { createMock } from "@tmf654/mock";
import { startWorker } from "@tmf654/mock/browser";

const mock = createMock();

export default {
  beforeAll: async () => {
    await startWorker(mock);
  },
  beforeEach: ({ parameters }) => mock.reset(parameters.scenario),
};
