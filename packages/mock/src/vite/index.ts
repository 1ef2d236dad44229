import type { Plugin } from "vite";
import type { Mock } from "../assembly/mock.ts";
import type { MockOptions } from "../assembly/options.ts";
import { importByNode } from "../files/load-file.ts";
import type { MountedMock } from "../http/mounted.ts";
import { createFromOptions } from "./create.ts";
import { mount } from "./mount.ts";
import { reloadOnChange } from "./reload.ts";

export type { MockOptions } from "../assembly/options.ts";
export type { MountedMock } from "../http/mounted.ts";

/** Options of `tmf654Mock`, in addition to those of `createMock`. */
export interface MockPluginOptions extends MockOptions {
  /**
   * Scenario files, from Vite's root: JSON, or a module with the export `default` or `scenario`. A
   * changed file is read again. The data of all files is added to that of the option `scenario`.
   * Without this option, the mock has only the data of the files.
   */
  readonly scenarioFile?: string | readonly string[];
  /** Serves the mock with `vite preview` too. Default false. */
  readonly preview?: boolean;
  /** Your own mock, or tenants. It can be combined only with the option `preview`. */
  readonly mock?: MountedMock;
}

/** The members of a Vite plugin that the mock uses. */
export type MockPlugin = Pick<
  Plugin,
  "name" | "apply" | "configureServer" | "configurePreviewServer" | "buildEnd"
>;

/**
 * Creates a Vite plugin that serves a mock on the development server's own origin: the API under
 * its base path, and `/__mock`. A build contains no part of the mock.
 * @throws TypeError for `mock` together with options of `createMock`.
 */
export function tmf654Mock(options: MockPluginOptions = {}): MockPlugin {
  const { preview = false, mock: ownMock, ...mockOptions } = options;
  const [givenOption] = Object.keys(mockOptions);
  if (ownMock && givenOption !== undefined) {
    throw new TypeError(
      `The option ${givenOption} has no effect on your own mock: pass it to createMock.`,
    );
  }
  const createdMocks: Mock[] = [];
  return {
    name: "tmf654-mock",
    apply: "serve",
    configureServer: async (server) => {
      if (ownMock) return mount(server, ownMock);
      const createdMock = await createFromOptions(server.config, mockOptions, (file) =>
        server.ssrLoadModule(file),
      );
      createdMocks.push(createdMock.mock);
      mount(server, createdMock.mock);
      reloadOnChange(server, createdMock);
    },
    configurePreviewServer: async (server) => {
      if (!preview) return;
      if (ownMock) return mount(server, ownMock);
      const { mock } = await createFromOptions(server.config, mockOptions, importByNode);
      mount(server, mock);
    },
    buildEnd: async () => {
      await Promise.all(createdMocks.splice(0).map((mock) => mock.close()));
    },
  };
}
