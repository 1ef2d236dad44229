import type { BrowserContext, Page, Request, Route } from "@playwright/test";
import { isTargetOf, type MountedMock } from "../http/mounted.ts";
import { isControlPath, readTarget } from "../http/target.ts";
import type { MockRequest } from "../ports/http-message.ts";

/**
 * Routes the requests of a page, or of all pages of a context, to a mock. The routed requests are
 * the API on every origin, and `/__mock` on the page's own origin. All other requests stay as they
 * are.
 */
export async function routeMock(
  target: Pick<BrowserContext, "route"> | Pick<Page, "route">,
  mock: MountedMock,
): Promise<void> {
  await target.route(
    (url) => isTargetOf(mock, url.href),
    (route) => respond(route, mock),
  );
}

async function respond(route: Route, mock: MountedMock): Promise<void> {
  const request = route.request();
  const isControl = isControlPath(readTarget(request.url()).path);
  if (isControl && !isOwnOrigin(request)) return route.fallback();
  const response = await mock.handle(toMockRequest(request, isControl));
  const { status, headers, body, stream, drop } = response;
  if (drop) return route.abort("connectionreset");
  if (stream) {
    // Playwright needs the whole body before it responds.
    await stream.cancel();
    return route.fulfill({
      status: 501,
      body: "Use mock.events of the test in place of a stream.",
    });
  }
  return route.fulfill({ status, headers: { ...headers }, ...(body !== undefined && { body }) });
}

/** Whether a page sends the request to its own origin, or the browser opens the URL as a page. */
function isOwnOrigin(request: Request): boolean {
  if (request.isNavigationRequest()) return true;
  // A service worker has no frame.
  if (request.serviceWorker() !== null) return false;
  return new URL(request.frame().url()).origin === new URL(request.url()).origin;
}

function toMockRequest(request: Request, isControl: boolean): MockRequest {
  const { origin, ...others } = request.headers();
  // The check of the control plane needs headers that a routed request does not have; the origin
  // is the page's own.
  const headers = isControl || origin === undefined ? others : { ...others, origin };
  return {
    method: request.method(),
    target: request.url(),
    header: (name) => headers[name],
    headers: () => headers,
    body: request.postDataBuffer() ?? undefined,
    local: true,
  };
}
