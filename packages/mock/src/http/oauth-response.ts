import type { OAuthServer } from "../ports/oauth.ts";
import { type HttpCall, requestView } from "./call.ts";
import { type HandlerState, runUntilReset } from "./handler-state.ts";
import { composeDeciding, type HttpSteps, type NextStep } from "./pipeline.ts";
import type { PendingResponse } from "./responses.ts";
import { undeclaredResponse } from "./undeclared-response.ts";

/** The steps that a request to the OAuth provider has too. */
export type OAuthSteps = Pick<HttpSteps["decide"], "delay" | "prefer" | "faultBefore">;

/** Returns the response of the OAuth provider, or 404 if it does not have the path. */
export function respondOAuth(
  call: HttpCall,
  state: HandlerState,
  { find }: OAuthServer,
  { delay, prefer, faultBefore }: OAuthSteps,
): PendingResponse {
  const { request, path, basePath, settings } = call;
  const provider = settings.auth?.oauth;
  const foundPath = provider && find(path.slice(basePath.length), provider);
  if (!foundPath) return undeclaredResponse(call);
  call.isSecret = true;
  call.startedAt = performance.now();
  call.view = { ...requestView(call), body: foundPath.formOf(request) };
  const respond: NextStep = () => {
    call.decidedBy = "path";
    return runUntilReset(foundPath.respond(request), state, (response) => response);
  };
  return composeDeciding({ delay, prefer, faultBefore }, respond)(call);
}
