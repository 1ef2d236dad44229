import { basePath as contractBasePath } from "@tmf654/contract";
import type { Handler } from "../ports/handler.ts";
import type { MockRequest, MockResponse, RequestHead } from "../ports/http-message.ts";
import { toFetch } from "./fetch.ts";
import { withCommonHeaders } from "./headers.ts";
import { errorResponse } from "./responses.ts";
import { readTarget } from "./target.ts";

/** A tenant: a separate mock on a shared server. */
export interface Tenant {
  readonly name: string;
  /** The path of its API. For a tenant named by path it includes the prefix, and so does each `href`. */
  readonly basePath: string;
}

/** A tenant's mock; `close` is called when it makes room for another. */
export type TenantMock = Handler & { readonly close?: () => Promise<void> };

/** Options of `createTenants`. */
export interface TenantOptions {
  /** Makes the mock of a tenant at its first request. */
  readonly create: (tenant: Tenant) => TenantMock;
  /** Path in front of every route; `/tmf-api/prepayBalanceManagement/v4` by default. */
  readonly basePath?: string;
  /** Tenants kept at once; the one unused for longest is closed and forgotten. 100 by default. */
  readonly maximum?: number;
}

const mebibyte = 1_048_576;
const prefixPattern = /^\/t\/([^/]+)(?=\/)/;
const namePattern = /^[\w.-]{1,64}$/;

/**
 * Creates separate mocks on one server, for parallel test runs. A request names its tenant by the
 * header `X-Tenant: run-7` or the prefix `/t/run-7`; without a name it goes to `default`.
 */
export function createTenants(
  options: TenantOptions,
): Handler & { readonly close: () => Promise<void> } {
  const { create, basePath = contractBasePath, maximum = 100 } = options;
  const mocks = new Map<string, TenantMock>();
  const mockOf = (name: string, prefix: string): TenantMock => {
    const key = `${prefix} ${name}`;
    const known = mocks.get(key);
    const mock = known ?? create({ name, basePath: `${prefix}${basePath}` });
    // Deleting and adding again keeps the map in order of last use.
    mocks.delete(key);
    mocks.set(key, mock);
    const [oldest] = mocks.entries();
    if (mocks.size > maximum && oldest) {
      mocks.delete(oldest[0]);
      void oldest[1].close?.();
    }
    return mock;
  };
  const handle = (request: MockRequest): MockResponse | Promise<MockResponse> => {
    const { name, prefix, target } = placeOf(request);
    if (!namePattern.test(name)) {
      const message = "A tenant's name has 1 to 64 letters, digits, dots, dashes or underscores.";
      return withCommonHeaders(
        errorResponse(prefix === "" ? "badHeader" : "badUrl", message),
        request,
      );
    }
    const mock = mockOf(name, prefix);
    return mock.handle(target === request.target ? request : { ...request, target });
  };
  return {
    handle,
    fetch: toFetch(handle),
    maximumBodyBytes: (head = noHead) => {
      const { name, prefix, target } = placeOf(head);
      if (!namePattern.test(name)) return mebibyte;
      return mockOf(name, prefix).maximumBodyBytes({ ...head, target });
    },
    close: async () => {
      await Promise.all([...mocks.values()].map((mock) => mock.close?.()));
      mocks.clear();
    },
  };
}

/** The tenant of a request, and the request's target within it. */
interface TenantPlace {
  readonly name: string;
  readonly prefix: string;
  readonly target: string;
}

const noHead: RequestHead = { target: "/", header: () => undefined, local: true };

function placeOf({ target, header }: Pick<RequestHead, "target" | "header">): TenantPlace {
  const { path, query } = readTarget(target);
  const [prefix = "", named] = prefixPattern.exec(path) ?? [];
  const name = named ?? header("x-tenant") ?? "default";
  // The control plane of a tenant is under its prefix too; its handler expects the path without it.
  const inner = path.slice(prefix.length);
  if (prefix === "" || !inner.startsWith("/__mock")) return { name, prefix, target };
  return { name, prefix, target: query === "" ? inner : `${inner}?${query}` };
}
