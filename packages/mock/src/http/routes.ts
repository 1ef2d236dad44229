import { operations } from "@tmf654/contract";
import type { SchemaName } from "@tmf654/validation/all";
import type { HttpProfile } from "../ports/http-profile.ts";

/** An operation of the contract or of a profile. */
export interface HttpOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly resource: string;
  /** The names of the schemas of the body and of the response. */
  readonly body: SchemaName | null;
  readonly response: SchemaName | null;
  readonly isList: boolean;
}

/** The route of a path: its operations by method, and the id in it. */
export interface Route {
  readonly methods: ReadonlyMap<string, HttpOperation>;
  /** The value of `Allow`, such as `GET, HEAD, OPTIONS`. */
  readonly allow: string;
  /** The id in percent-encoding. `undefined` for a collection. */
  readonly rawId: string | undefined;
}

/** A function that finds the route for a path below the base path, or returns `undefined`. */
export type Router = (path: string) => Route | undefined;

/** The operations that the official kit calls but the contract lacks. A profile enables them. */
const extraOperations: readonly HttpOperation[] = [
  {
    id: "createBucket",
    method: "POST",
    path: "/bucket",
    resource: "bucket",
    body: "Bucket",
    response: "Bucket",
    isList: false,
  },
  {
    id: "deleteBucket",
    method: "DELETE",
    path: "/bucket/{id}",
    resource: "bucket",
    body: null,
    response: null,
    isList: false,
  },
];

/** Returns the operations that a profile enables, in the order of the contract. */
export function listOperations(profile: HttpProfile): readonly HttpOperation[] {
  const enabledIds = profile.operations && new Set(profile.operations);
  const declaredOperations = Object.values<HttpOperation>(operations);
  const enabledExtras = extraOperations.filter(({ id }) =>
    profile.extraOperations?.some((each) => each === id),
  );
  return [
    ...declaredOperations.filter(({ id }) => !enabledIds || enabledIds.has(id)),
    ...enabledExtras,
  ];
}

/** Creates the router of a profile. The path of a disabled operation responds with 405. */
export function createRouter(profile: HttpProfile): Router {
  const operationsByPath = new Map<string, Map<string, HttpOperation>>();
  for (const { path } of Object.values<HttpOperation>(operations))
    operationsByPath.set(path, new Map());
  for (const operation of listOperations(profile)) {
    operationsByPath.get(operation.path)?.set(operation.method, operation);
  }
  const routes = new Map<string, Omit<Route, "rawId">>();
  for (const [path, methods] of operationsByPath)
    routes.set(path, { methods, allow: allowOf(methods) });
  return (path) => findRoute(path, routes);
}

function findRoute(
  path: string,
  routes: ReadonlyMap<string, Omit<Route, "rawId">>,
): Route | undefined {
  // A base URL that ends in a slash gives paths with a double slash, or with a slash at the end.
  const singleSlashPath = path.startsWith("//") ? path.slice(1) : path;
  const plainPath =
    singleSlashPath.length > 1 && singleSlashPath.endsWith("/")
      ? singleSlashPath.slice(0, -1)
      : singleSlashPath;
  const collectionRoute = routes.get(plainPath);
  if (collectionRoute) return { ...collectionRoute, rawId: undefined };
  const slash = plainPath.lastIndexOf("/");
  const itemRoute = routes.get(`${plainPath.slice(0, slash)}/{id}`);
  return itemRoute && slash + 1 < plainPath.length
    ? { ...itemRoute, rawId: plainPath.slice(slash + 1) }
    : undefined;
}

const methodOrder = ["GET", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS"] as const;

function allowOf(methods: ReadonlyMap<string, HttpOperation>): string {
  const hasMethod = (name: string): boolean =>
    name === "OPTIONS" || methods.has(name === "HEAD" ? "GET" : name);
  return methodOrder.filter(hasMethod).join(", ");
}
