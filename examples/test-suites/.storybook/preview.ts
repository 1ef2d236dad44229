import type { Preview } from "@storybook/react-vite";
import { createMock } from "@tmf654/mock";
import { startWorker } from "@tmf654/mock/browser";

const mock = createMock();

const preview: Preview = {
  beforeAll: async () => void (await startWorker(mock)),
  beforeEach: ({ parameters }) => mock.reset(parameters.scenario),
};

export default preview;
