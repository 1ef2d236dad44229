import { HttpResponse, http } from "msw";
import type { SetupServer } from "msw/node";
import type { Mock } from "../assembly/mock.ts";
import { errorBody } from "../http/errors.ts";
import { handlers } from "../msw/index.ts";

/** The tests in progress on a server, by the base path of their mocks. */
type MocksByPath = Map<string, Set<Mock>>;

const mocksOf = new WeakMap<SetupServer, MocksByPath>();

/**
 * Runs a test so that its requests reach its own mock. MSW keeps the handlers of a boundary by
 * asynchronous context, so that concurrent tests have handlers of their own.
 */
export async function runIsolated(
  server: SetupServer,
  mock: Mock,
  runTest: () => Promise<void>,
): Promise<void> {
  const mocks = mocksAt(server, mock.basePath);
  mocks.add(mock);
  try {
    await server.boundary(async () => {
      server.use(...handlers(mock));
      await runTest();
    })();
  } finally {
    mocks.delete(mock);
  }
}

/** The mocks at a path. The first call adds a handler for requests outside every test's context. */
function mocksAt(server: SetupServer, path: string): Set<Mock> {
  const mocksByPath: MocksByPath = mocksOf.get(server) ?? new Map();
  mocksOf.set(server, mocksByPath);
  const knownMocks = mocksByPath.get(path);
  if (knownMocks) return knownMocks;
  const mocks = new Set<Mock>();
  mocksByPath.set(path, mocks);
  server.use(
    http.all(`*${path}/*`, ({ request }) => {
      const [mock, ...others] = mocks;
      if (mock === undefined) return undefined;
      return others.length === 0 ? mock.fetch(request) : ambiguousResponse(mocks.size);
    }),
  );
  return mocks;
}

/**
 * A queue or socket of an app that started before the tests is outside the context of every test.
 */
function ambiguousResponse(count: number): Response {
  const { status, ...body } = errorBody(
    "internal",
    `${count} tests run at once, and this request was not started by one of them. ` +
      "Create the client inside the test, or pass it mock.fetch.",
  );
  return HttpResponse.json(body, { status: Number(status) });
}
