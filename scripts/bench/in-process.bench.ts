/** The mock inside a page or a test: its `fetch`, its handler for MSW, and a new mock. */
import { createMock, type Mock } from "@tmf654/mock";
import { handlers } from "@tmf654/mock/msw";
import { getResponse, http } from "msw";
import { type Bench, compare, type Result, type Row } from "./harness.ts";

const mock = createMock();
const url = `http://mock.test${mock.basePath}/bucket/ana-main`;

/** The response without a mock: it has the bytes and the headers of the mock's response. */
async function createBareResponse(): Promise<(input: Request) => Response> {
  const response = await mock.fetch(url);
  const headers = Object.fromEntries(response.headers);
  const text = await response.text();
  return ({ method }) => new Response(method === "GET" ? text : "", { headers });
}

async function compareFetch(): Promise<Readonly<Record<string, Result>>> {
  const respond = await createBareResponse();
  const respondOnly = async (input: string) => respond(new Request(input));
  return compare(
    {
      bare: async () => (await respondOnly(url)).json(),
      mock: async () => (await mock.fetch(url)).json(),
    },
    { base: "bare", rounds: 200, calls: 200, clock: "processor" },
  );
}

async function compareMsw(): Promise<Readonly<Record<string, Result>>> {
  const bare = await createBareResponse();
  const mockHandlers = handlers(mock);
  const constant = [http.all(`*${mock.basePath}/*`, ({ request }) => bare(request))];
  const respond = async (usedHandlers: typeof mockHandlers) =>
    (await getResponse(usedHandlers, new Request(url)))?.json() as Promise<unknown>;
  return compare(
    { constant: () => respond(constant), mock: () => respond(mockHandlers) },
    { base: "constant", rounds: 200, calls: 100, clock: "processor" },
  );
}

/** A top-up by `mock.fetch`, with and without traces. Both mocks get the same requests. */
async function compareTraces(): Promise<Readonly<Record<string, Result>>> {
  const send = (usedMock: Mock) => {
    const body = JSON.stringify({
      bucket: { id: "ana-main" },
      partyAccount: { id: "acc-ana" },
      usageType: "monetary",
      amount: { amount: 0.01, units: "EUR" },
    });
    const headers = { "content-type": "application/json" };
    const target = `http://mock.test${usedMock.basePath}/topupBalance`;
    return async () => (await usedMock.fetch(target, { method: "POST", headers, body })).json();
  };
  return compare(
    { off: send(createMock()), on: send(createMock({ trace: true })) },
    { base: "off", rounds: 200, calls: 100, clock: "processor" },
  );
}

export const bench: Bench = {
  title: "Mock in a page or a test",
  run: async () => {
    const fetchResults = await compareFetch();
    const mswResults = await compareMsw();
    const traceResults = await compareTraces();
    const createResults = await compare(
      { mock: () => createMock() },
      { base: "mock", rounds: 50, calls: 20, clock: "processor" },
    );
    const rows: Row[] = [
      {
        name: "GET by mock.fetch / a bare Request and Response",
        value: fetchResults.mock?.ratio ?? Number.NaN,
        unit: "×",
        atMost: 2,
        note: "by processor time",
      },
      {
        name: "GET through MSW / a constant MSW handler",
        value: mswResults.mock?.ratio ?? Number.NaN,
        unit: "×",
        atMost: 1.2,
        note: "by processor time",
      },
      {
        name: "POST /topupBalance with traces / without",
        value: traceResults.on?.ratio ?? Number.NaN,
        unit: "×",
        atMost: 1.25,
        note: "by processor time",
      },
      {
        name: "A new mock with the default scenario",
        value: (createResults.mock?.nanoseconds ?? Number.NaN) / 1e6,
        unit: "ms",
        atMost: 3,
        note: "by processor time",
      },
    ];
    return rows;
  },
};
