/** What a run wrote, read off its calls. Pure. */
import { isRecord } from "../judge/path.ts";
import type { RecordedCall } from "../model/report.ts";

/** A resource that a run created and that is still there, as far as the calls tell. */
export interface WrittenResource {
  /** The path's first segment: `topupBalance`, `hub`. */
  readonly resource: string;
  readonly id: string;
  /** Its last status that a response showed. */
  readonly status: string;
}

/** Everything that POSTs created and no DELETE removed. */
export function writtenBy(calls: readonly RecordedCall[]): readonly WrittenResource[] {
  const found = new Map<string, WrittenResource>();
  for (const { request, response } of calls) {
    if (response === undefined || response.status < 200 || response.status > 299) continue;
    const path = pathOf(request.url);
    const { body } = response;
    if (request.method === "POST" && isRecord(body) && typeof body.id === "string") {
      const resource = path.at(-1) ?? "";
      if (path.at(-2) === "listener") continue;
      const key = `${resource}/${encodeURIComponent(body.id)}`;
      found.set(key, { resource, id: body.id, status: String(body.status ?? "") });
    }
    const key = path.slice(-2).join("/");
    const known = found.get(key);
    if (known === undefined) continue;
    if (request.method === "DELETE") found.delete(key);
    if (request.method === "PATCH" && isRecord(body)) {
      found.set(key, { ...known, status: String(body.status ?? known.status) });
    }
  }
  return [...found.values()];
}

function pathOf(url: string): readonly string[] {
  return (url.split("?")[0] ?? "").split("/");
}
