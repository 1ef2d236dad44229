/** The parts of Prism that the mock calls, loaded when they are needed. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { isInCaretRange } from "../schema/version.ts";

/** An operation of a document that Prism has read. */
export interface PrismOperation {
  readonly iid?: string;
  readonly method: string;
  readonly path: string;
}

export interface PrismRequest {
  readonly method: string;
  readonly url: { readonly path: string; readonly query: Record<string, string | string[]> };
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

export interface PrismResponse {
  readonly statusCode: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

/** An issue that Prism found. A severity of 0 is an error. */
export interface Diagnostic {
  readonly severity: number;
  readonly path?: readonly (string | number)[];
  readonly code?: string | number;
  readonly message: string;
}

interface ValidationOutput {
  readonly validations: {
    readonly input: readonly Diagnostic[];
    readonly output: readonly Diagnostic[];
  };
}

type PrismResult<T> =
  | { readonly _tag: "Left"; readonly left: Error }
  | { readonly _tag: "Right"; readonly right: T };

interface Components {
  readonly logger: unknown;
  readonly mock: (call: {
    readonly input: { readonly data: PrismRequest };
  }) => () => PrismResult<PrismResponse>;
}

/** The functions of `@stoplight/prism-http` and `@stoplight/prism-core` that the mock calls. */
export interface Prism {
  readonly getHttpOperationsFromSpec: (document: object) => Promise<readonly PrismOperation[]>;
  readonly createInstance: (
    config: object,
    components: Components,
  ) => {
    request(
      request: PrismRequest,
      operations: readonly PrismOperation[],
    ): () => Promise<PrismResult<ValidationOutput>>;
  };
  readonly createLogger: (name: string, options: { readonly enabled: boolean }) => unknown;
}

const supportedRange = "^5.14.0";
const installCommand = `npm install --save-dev @stoplight/prism-cli@${supportedRange}`;

/** An installed Prism. */
export interface InstalledPrism {
  readonly version: string;
  /** The script of the command `prism`. */
  readonly script: string;
  readonly load: () => Prism;
}

/**
 * Finds Prism in the project of a folder, or beside the module `own` of the mock.
 * @throws Error with the command that installs it.
 */
export function findPrism(folder: string, moduleUrl = import.meta.url): InstalledPrism {
  const file = manifestOf([join(folder, "package.json"), moduleUrl]);
  if (file === undefined) throw new Error(`Prism is not installed: ${installCommand}`);
  const { version } = JSON.parse(readFileSync(file, "utf8")) as { readonly version: string };
  if (!isInCaretRange(version, supportedRange)) {
    throw new Error(`Prism ${version} is not supported: ${installCommand}`);
  }
  // The parts of Prism are dependencies of its command.
  const require = createRequire(file);
  const load = (): Prism => {
    try {
      return { ...require("@stoplight/prism-http"), ...require("@stoplight/prism-core") };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(
        `Prism ${version} does not start on Node.js ${process.versions.node}: ${reason}. ` +
          `Use another Node.js, or install Prism again: ${installCommand}`,
      );
    }
  };
  return { version, script: join(file, "../dist/index.js"), load };
}

function manifestOf(startFiles: readonly string[]): string | undefined {
  for (const from of startFiles) {
    try {
      return createRequire(from).resolve("@stoplight/prism-cli/package.json");
    } catch {
      // Prism is not installed in this folder.
    }
  }
  return undefined;
}
