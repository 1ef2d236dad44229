import { basePath as contractBasePath } from "@tmf654/contract";
import type { Handler } from "../ports/handler.ts";
import { isControlPath, readTarget } from "./target.ts";

/** A mock or the tenants, on a server that may have other handlers. */
export type MountedMock = Handler & { readonly basePath?: string };

const tenantPrefix = /^\/t\/[^/]+(?=\/)/;

/** Whether a request belongs to the mock: the API under its base path, or `/__mock`. */
export function isTargetOf({ basePath }: Pick<MountedMock, "basePath">, target: string): boolean {
  const { path } = readTarget(target);
  // Tenants have no base path of their own, and may have a prefix.
  const innerPath = basePath === undefined ? path.replace(tenantPrefix, "") : path;
  return isControlPath(innerPath) || isBelow(innerPath, basePath ?? contractBasePath);
}

function isBelow(path: string, start: string): boolean {
  return path === start || path.startsWith(`${start}/`);
}
