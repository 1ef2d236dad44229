import { basePath as contractBasePath } from "@tmf654/contract";
import type { Handler } from "../ports/handler.ts";
import type { MockRequest, MockResponse, RequestHead } from "../ports/http-message.ts";
import { toFetch } from "./fetch.ts";
import { withCors } from "./headers.ts";
import { errorResponse } from "./responses.ts";
import { readTarget } from "./target.ts";

/** One world of its own on a shared server. */
export type Tenant = {
  readonly name: string;
  /** Where its API is; of a tenant named by path the prefix is part of it, and of every `href`. */
  readonly basePath: string;
};

/** A tenant's mock; `close` is called when it makes room for another. */
export type TenantMock = Handler & { readonly close?: () => Promise<void> };

/** How tenants are told apart, and made. */
export type TenantOptions = {
  /** Makes the mock of a tenant at its first request. */
  readonly create: (tenant: Tenant) => TenantMock;
  /** Path in front of every route; `/tmf-api/prepayBalanceManagement/v4` by default. */
  readonly basePath?: string;
  /** Tenants kept at once; the one unused for longest is closed and forgotten. 100 by default. */
  readonly maximum?: number;
};

const mebibyte = 1_048_576;
const prefixPattern = /^\/t\/([^/]+)(?=\/)/;
const namePattern = /^[\w.-]{1,64}$/;

/**
 * Separate worlds on one server, for test runs side by side: `X-Tenant: run-7` in a header, or the
 * prefix `/t/run-7` in front of the base path. Who names none meets in the tenant `default`.
 */
export function createTenants(
  options: TenantOptions,
): Handler & { readonly close: () => Promise<void> } {
  const { create, basePath = contractBasePath, maximum = 100 } = options;
  const worlds = new Map<string, TenantMock>();
  const worldOf = (name: string, prefix: string): TenantMock => {
    const key = `${prefix} ${name}`;
    const known = worlds.get(key);
    const world = known ?? create({ name, basePath: `${prefix}${basePath}` });
    // Deleting and adding again keeps the map in order of last use.
    worlds.delete(key);
    worlds.set(key, world);
    const [oldest] = worlds.entries();
    if (worlds.size > maximum && oldest) {
      worlds.delete(oldest[0]);
      void oldest[1].close?.();
    }
    return world;
  };
  const handle = (request: MockRequest): MockResponse | Promise<MockResponse> => {
    const { name, prefix, target } = placeOf(request);
    if (!namePattern.test(name)) {
      const message = "A tenant's name has 1 to 64 letters, digits, dots, dashes or underscores.";
      return withCors(errorResponse(prefix === "" ? "badHeader" : "badUrl", message), request);
    }
    const world = worldOf(name, prefix);
    return world.handle(target === request.target ? request : { ...request, target });
  };
  return {
    handle,
    fetch: toFetch(handle),
    maximumBodyBytes: (head = nobody) => {
      const { name, prefix, target } = placeOf(head);
      if (!namePattern.test(name)) return mebibyte;
      return worldOf(name, prefix).maximumBodyBytes({ ...head, target });
    },
    close: async () => {
      await Promise.all([...worlds.values()].map((world) => world.close?.()));
      worlds.clear();
    },
  };
}

/** Whose world a request is for, and where in it. */
type TenantPlace = { readonly name: string; readonly prefix: string; readonly target: string };

const nobody: RequestHead = { target: "/", header: () => undefined };

function placeOf({ target, header }: RequestHead): TenantPlace {
  const { path, query } = readTarget(target);
  const [prefix = "", named] = prefixPattern.exec(path) ?? [];
  const name = named ?? header("x-tenant") ?? "default";
  // The control plane of a tenant is under its prefix too, and answers as if there were none.
  const inner = path.slice(prefix.length);
  if (prefix === "" || !inner.startsWith("/__mock")) return { name, prefix, target };
  return { name, prefix, target: query === "" ? inner : `${inner}?${query}` };
}
