import type { Engine } from "../ports/engine.ts";
import type { MockRequest } from "../ports/http-message.ts";
import type { TokenAccess } from "../ports/oauth.ts";
import type { Body } from "../ports/resource.ts";
import type { PatternCompiler } from "../query/patterns.ts";
import type { HttpOperation } from "./routes.ts";
import type { HttpSettings } from "./settings.ts";

/** A request with its operation, after all checks of access. */
export interface OperationCall {
  readonly request: MockRequest;
  readonly engine: Engine;
  readonly settings: HttpSettings;
  readonly operation: HttpOperation;
  readonly access: TokenAccess;
  readonly basePath: string;
  readonly path: string;
  readonly query: string;
  /** The decoded id. Empty for a collection. */
  readonly id: string;
  /** The checked body of a POST or PATCH. Empty for other methods. */
  readonly body: Body;
  readonly compile: PatternCompiler | undefined;
}
