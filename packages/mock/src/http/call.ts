import type { Engine } from "../ports/engine.ts";
import type { MockRequest } from "../ports/http-message.ts";
import type { Body } from "../ports/resource.ts";
import type { PatternCompiler } from "../query/patterns.ts";
import type { HttpOperation } from "./routes.ts";
import type { HttpSettings } from "./settings.ts";

/** A request that found its operation and may be performed. */
export interface OperationCall {
  readonly request: MockRequest;
  readonly engine: Engine;
  readonly settings: HttpSettings;
  readonly operation: HttpOperation;
  readonly basePath: string;
  readonly path: string;
  readonly query: string;
  /** Decoded; empty for a collection. */
  readonly id: string;
  /** The checked body of a POST or PATCH; empty for the rest. */
  readonly body: Body;
  readonly compile: PatternCompiler | undefined;
}
