/** The resources that a run created, read from its recorded calls. Pure functions. */
import type { RecordedCall } from "../model/report.ts";
import { isRecord } from "../values/path.ts";

/** A resource that a run created and did not delete, as its calls show. */
export interface CreatedResource {
  /** The path's first segment: `topupBalance`, `hub`. */
  readonly resource: string;
  readonly id: string;
  /** Its status in the last response. */
  readonly status: string;
}

/** All resources that were created and not deleted. */
export function remainingResources(calls: readonly RecordedCall[]): readonly CreatedResource[] {
  const resourcesByKey = new Map<string, CreatedResource>();
  for (const { request, response } of calls) {
    if (response === undefined || response.status < 200 || response.status > 299) continue;
    const path = pathOf(request.url);
    const { body } = response;
    if (request.method === "POST" && isRecord(body) && typeof body.id === "string") {
      const resource = path.at(-1) ?? "";
      if (path.at(-2) === "listener") continue;
      const key = `${resource}/${encodeURIComponent(body.id)}`;
      resourcesByKey.set(key, { resource, id: body.id, status: String(body.status ?? "") });
    }
    const key = path.slice(-2).join("/");
    const createdResource = resourcesByKey.get(key);
    if (createdResource === undefined) continue;
    if (request.method === "DELETE") resourcesByKey.delete(key);
    if (request.method === "PATCH" && isRecord(body)) {
      resourcesByKey.set(key, {
        ...createdResource,
        status: String(body.status ?? createdResource.status),
      });
    }
  }
  return [...resourcesByKey.values()];
}

function pathOf(url: string): readonly string[] {
  return (url.split("?")[0] ?? "").split("/");
}
