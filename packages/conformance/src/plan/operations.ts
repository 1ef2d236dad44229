/** Which operation of the contract a request is. */
import { operations, resources } from "@tmf654/contract";
import type { CertificateOperation } from "../model/case.ts";
import type { Certificate } from "../model/certificate.ts";

/** Operations by method and path, where `{id}` is any id. */
const byCall: ReadonlyMap<string, string> = new Map([
  ...Object.values(operations).map(({ id, method, path }) => [`${method} ${path}`, id] as const),
  ["POST /bucket", "createBucket"],
  ["DELETE /bucket/{id}", "deleteBucket"],
]);

/** The operation's id; a call that the contract does not have is named by method and path. */
export function operationOf(call: string): string {
  const [method = "", target = ""] = call.split(" ");
  const [path = ""] = target.split("?");
  const exact = byCall.get(`${method} ${path}`);
  if (exact !== undefined) return exact;
  const collection = path.slice(0, path.lastIndexOf("/"));
  return byCall.get(`${method} ${collection}/{id}`) ?? `${method} ${path}`;
}

const extra: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  bucket: { create: "createBucket", delete: "deleteBucket" },
};

/** The ids of all operations that a certificate lists. */
export function certifiedOperations({ resources: covered }: Certificate): ReadonlySet<string> {
  const found = Object.entries(covered).flatMap(([name, { operations: listed }]) => {
    const own: Readonly<Record<string, string>> =
      resources[name as keyof typeof resources].operations;
    return listed.map(
      (operation: CertificateOperation) => own[operation] ?? extra[name]?.[operation],
    );
  });
  return new Set(found.filter((id) => id !== undefined));
}

/** The resource that a call is about: the first segment of its path. */
export function resourceOf(operation: string): string {
  const known = (operations as Readonly<Record<string, { readonly resource: string }>>)[operation];
  if (known !== undefined) return known.resource;
  return operation.endsWith("Bucket") ? "bucket" : (operation.split("/")[1] ?? "");
}
