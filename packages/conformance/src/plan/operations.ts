/** Operations of the contract, found by a request. */
import { operations, type ResourceName, resources } from "@tmf654/contract";
import type { CertificateOperation } from "../model/case.ts";
import type { Certificate, CertifiedName } from "../model/certificate.ts";

/** Operations by method and path, where `{id}` is any id. */
const operationByCall: ReadonlyMap<string, string> = new Map([
  ...Object.values(operations).map(({ id, method, path }) => [`${method} ${path}`, id] as const),
  ["POST /bucket", "createBucket"],
  ["DELETE /bucket/{id}", "deleteBucket"],
]);

/** The operation's id; a request outside the contract is named by method and path. */
export function operationOf(call: string): string {
  const [method = "", target = ""] = call.split(" ");
  const [path = ""] = target.split("?");
  const exactOperation = operationByCall.get(`${method} ${path}`);
  if (exactOperation !== undefined) return exactOperation;
  const collection = path.slice(0, path.lastIndexOf("/"));
  return operationByCall.get(`${method} ${collection}/{id}`) ?? `${method} ${path}`;
}

/** Operations beyond those of the seven resources. */
const otherOperations: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  bucket: { create: ["createBucket"], delete: ["deleteBucket"] },
  hub: { create: ["registerListener"], delete: ["unregisterListener"] },
  listener: {
    create: Object.values(operations)
      .filter(({ resource }) => resource === "listener")
      .map(({ id }) => id),
  },
};

/** The ids for a certificate's name of an operation; none for an unknown one. */
export function operationIds(
  name: CertifiedName,
  operation: CertificateOperation,
): readonly string[] {
  const resourceOperations: Readonly<Record<string, string>> = isResource(name)
    ? resources[name].operations
    : {};
  const id = resourceOperations[operation];
  return id === undefined ? (otherOperations[name]?.[operation] ?? []) : [id];
}

/** Whether the name is one of the seven resources, and not the hub or the listener. */
export function isResource(name: string): name is ResourceName {
  return Object.hasOwn(resources, name);
}

/** The ids of all operations that a certificate lists. */
export function certifiedOperations({ resources: covered }: Certificate): ReadonlySet<string> {
  const operationNames = Object.entries(covered).flatMap(([name, { operations: listed }]) =>
    listed.flatMap((operation) => operationIds(name as CertifiedName, operation)),
  );
  return new Set(operationNames);
}

/** The resource of a request: the first segment of its path. */
export function resourceOfOperation(operation: string): string {
  const knownOperation = (operations as Readonly<Record<string, { readonly resource: string }>>)[
    operation
  ];
  if (knownOperation !== undefined) return knownOperation.resource;
  return operation.endsWith("Bucket") ? "bucket" : (operation.split("/")[1] ?? "");
}
