import { basePath as contractBasePath } from "@tmf654/contract";
import type { Handler } from "../ports/handler.ts";
import type { MockRequest, MockResponse, RequestHead } from "../ports/http-message.ts";
import type { TenantState } from "../ports/tenant.ts";
import type { ErrorName } from "./errors.ts";
import { toFetch } from "./fetch.ts";
import { withCommonHeaders } from "./headers.ts";
import { errorResponse, mapResponse } from "./responses.ts";
import { joinTarget, readTarget } from "./target.ts";
import { createTenantServers } from "./tenant-servers.ts";

/** A tenant: a separate mock on a shared server. */
export interface Tenant {
  readonly name: string;
  /**
   * The path of its API. For a tenant named in the path, this path and each `href` include the
   * prefix.
   */
  readonly basePath: string;
}

/** The mock of a tenant. `close` is called when another tenant replaces it. */
export type TenantMock = Handler & { readonly close?: () => Promise<void> };

/** Options of `createTenants`. */
export interface TenantOptions {
  /** Creates the mock of a tenant at its first request. */
  readonly create: (tenant: Tenant) => TenantMock;
  /** The path in front of every route. Default `/tmf-api/prepayBalanceManagement/v4`. */
  readonly basePath?: string | undefined;
  /** The maximum number of tenants. Above it, a new tenant replaces one without changes. Default 100. */
  readonly limits?: { readonly tenants?: number | undefined } | undefined;
  /** Called with the name and value of the limit the first time it is reached. Default: none. */
  readonly onLimit?: ((name: "tenants", max: number) => void) | undefined;
}

/** The default limit of tenants. */
export const defaultTenants = 100;

const mebibyte = 1_048_576;
const prefixPattern = /^\/t\/([^/]+)(?=\/)/;
const namePattern = /^[\w.-]{1,64}$/;
const nameRule = "A tenant's name has 1 to 64 letters, digits, dots, dashes or underscores.";

/**
 * Creates separate mocks on one server, for parallel test runs. A request names its tenant by the
 * header `X-Tenant: run-7` or the prefix `/t/run-7`. Without a name its tenant is `default`.
 * @throws RangeError when the limit is not a whole number above 0.
 * @example
 * ```ts
 * import { createMock, createTenants } from "@tmf654/mock";
 *
 * const tenants = createTenants({ create: ({ basePath }) => createMock({ basePath }) });
 * await tenants.fetch("http://mock/t/run-7/tmf-api/prepayBalanceManagement/v4/bucket");
 * ```
 */
export function createTenants(
  options: TenantOptions,
): Handler & { readonly close: () => Promise<void> } {
  const tenantMap = createTenantMap(options);
  const handle = (request: MockRequest): MockResponse | Promise<MockResponse> => {
    const tenantTarget = targetOfTenant(request);
    const createRefusal = (name: ErrorName, message: string): MockResponse =>
      withCommonHeaders(errorResponse(name, message), request);
    const targetIssue = nameIssue(tenantTarget);
    if (targetIssue) return createRefusal(...targetIssue);
    const tenant = tenantMap.find(tenantTarget);
    if (!tenant) return createRefusal("unavailable", fullMessage(tenantMap.max));
    const { target } = tenantTarget;
    const tenantRequest = target === request.target ? request : { ...request, target };
    if (isListRequest(tenantRequest)) {
      // The tenant's mock checks the access. Its own list of tenants is empty and is replaced.
      return mapResponse(tenant.mock.handle(tenantRequest), (response) =>
        response.status === 200
          ? { ...response, body: JSON.stringify(tenantMap.states()) }
          : response,
      );
    }
    const changes = changesOf(tenantRequest);
    if (!changes) return tenant.mock.handle(tenantRequest);
    tenant.runningRequests += 1;
    return mapResponse(tenant.mock.handle(tenantRequest), (response) => {
      tenant.runningRequests -= 1;
      if (mayHaveChanged(response)) recordChange(tenant, changes);
      return response;
    });
  };
  const currentState: Handler["currentState"] = (head = emptyRequestHead) => {
    const tenantTarget = targetOfTenant(head);
    return nameIssue(tenantTarget)
      ? undefined
      : tenantMap.find(tenantTarget)?.mock.currentState?.();
  };
  return {
    handle,
    fetch: toFetch(handle, currentState),
    currentState,
    maximumBodyBytes: (head = emptyRequestHead) => {
      const place = targetOfTenant(head);
      if (nameIssue(place)) return mebibyte;
      return tenantMap.find(place)?.mock.maximumBodyBytes({ ...head, target: place.target }) ?? 0;
    },
    servedAt: tenantMap.servedAt,
    close: tenantMap.close,
  };
}

interface KeptTenant {
  readonly mock: TenantMock;
  /** True after a request that may have changed its state. The tenant is then never replaced. */
  isChanged: boolean;
  /**
   * The number of requests in progress that may change its state. Until they end the tenant is not
   * replaced.
   */
  runningRequests: number;
  /** True after its profile was set. A reset keeps the profile. */
  hasProfile: boolean;
}

/** Creates the map of the tenants of a server, in order of last use. */
function createTenantMap(options: TenantOptions) {
  const { create, basePath = contractBasePath, limits, onLimit } = options;
  const max = limits?.tenants ?? defaultTenants;
  if (!Number.isSafeInteger(max) || max < 1) {
    throw new RangeError(`limits.tenants must be a whole number above 0, not ${max}.`);
  }
  const tenants = new Map<string, KeptTenant>();
  const servers = createTenantServers();
  let isLimitReached = false;
  /** Closes the least recently used unchanged tenant. Returns false if there is none. */
  const closeOldestTenant = (): boolean => {
    if (!isLimitReached) onLimit?.("tenants", max);
    isLimitReached = true;
    for (const [key, { mock, isChanged, runningRequests }] of tenants) {
      if (isChanged || runningRequests > 0) continue;
      tenants.delete(key);
      servers.removeMock(mock);
      void mock.close?.();
      return true;
    }
    return false;
  };
  const find = ({ name, prefix }: TenantTarget): KeptTenant | undefined => {
    const key = `${prefix} ${name}`;
    const knownTenant = tenants.get(key);
    if (!knownTenant && tenants.size >= max && !closeOldestTenant()) return undefined;
    const mock = knownTenant?.mock ?? create({ name, basePath: `${prefix}${basePath}` });
    if (!knownTenant) servers.addMock(mock);
    const tenant = knownTenant ?? { mock, isChanged: false, runningRequests: 0, hasProfile: false };
    // Deleting and adding an entry again keeps the map in order of last use.
    tenants.delete(key);
    tenants.set(key, tenant);
    return tenant;
  };
  const close = async (): Promise<void> => {
    await Promise.all(
      [...tenants.values()].map(({ mock }) => {
        servers.removeMock(mock);
        return mock.close?.();
      }),
    );
    tenants.clear();
  };
  const listStates = (): readonly TenantState[] =>
    [...tenants].map(([key, { isChanged }]) => {
      const [prefix = "", name = ""] = key.split(" ");
      return { name, prefix, isChanged };
    });
  return { find, close, max, states: listStates, servedAt: servers.servedAt };
}

/** Whether a request reads the list of tenants. */
function isListRequest({ method, target }: MockRequest): boolean {
  return method === "GET" && readTarget(target).path.replace(/\/$/, "") === "/__mock/tenants";
}

function fullMessage(max: number): string {
  return (
    `The server has ${max} changed tenants, and the limit "tenants" allows no more. Reset ` +
    "a tenant whose test run has ended (POST /__mock/reset with its name), or raise the limit " +
    "(limits.tenants of createTenants, --max-tenants of the command)."
  );
}

/** The effect of a request on a tenant. A reset to the first scenario leaves no change. */
type TenantChange = "data" | "profile" | "reset";

function recordChange(keptTenant: KeptTenant, change: TenantChange): void {
  if (change === "profile") keptTenant.hasProfile = true;
  keptTenant.isChanged = change === "reset" ? keptTenant.hasProfile : true;
}

/**
 * Whether the response shows that the tenant may have changed. After a 409 it may have, because the
 * mock may record a refusal. The same is true when a fault replaced the response after the commit.
 */
function mayHaveChanged(response: MockResponse): boolean {
  const { status, simulated, drop, isUnexecuted, isStale } = response;
  if (isUnexecuted || isStale) return false;
  if (simulated || drop || status === 409) return true;
  return status < 400 || status === 500;
}

function changesOf({ method, target, body }: MockRequest): TenantChange | undefined {
  if (method === "GET" || method === "HEAD" || method === "OPTIONS") return undefined;
  const path = readTarget(target).path.replace(/\/$/, "");
  if (method === "PUT" && path === "/__mock/profile") return "profile";
  const isReset = method === "POST" && path === "/__mock/reset";
  const isEmpty = !body || (typeof body === "object" && "length" in body && body.length === 0);
  return isReset && isEmpty ? "reset" : "data";
}

/** The tenant of a request, and the target inside the tenant. */
interface TenantTarget {
  readonly name: string;
  readonly prefix: string;
  readonly target: string;
  /** The name in the header, if the path also names a tenant. */
  readonly secondName: string | undefined;
}

const emptyRequestHead: RequestHead = { target: "/", header: () => undefined, local: true };

function targetOfTenant({ target, header }: Pick<RequestHead, "target" | "header">): TenantTarget {
  const { path, query } = readTarget(target);
  const [prefix = "", inPath] = prefixPattern.exec(path) ?? [];
  const headerName = header("x-tenant");
  const name = inPath ?? headerName ?? "default";
  const secondName = inPath === undefined ? undefined : headerName;
  // The control plane of a tenant is also under the prefix, but its handler expects the path
  // without the prefix.
  const innerPath = path.slice(prefix.length);
  if (prefix === "" || !innerPath.startsWith("/__mock"))
    return { name, prefix, target, secondName };
  return { name, prefix, target: joinTarget({ path: innerPath, query }), secondName };
}

/** Returns the message for an invalid tenant name or for two different names. */
function nameIssue({ name, prefix, secondName }: TenantTarget): [ErrorName, string] | undefined {
  if (!namePattern.test(name)) return [prefix === "" ? "badHeader" : "badUrl", nameRule];
  if (secondName === undefined || secondName === name) return undefined;
  const otherName = JSON.stringify(secondName.slice(0, 64));
  const message = `The path names the tenant "${name}", but X-Tenant names ${otherName}: use one.`;
  return ["badHeader", message];
}
