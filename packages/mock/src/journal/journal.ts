import { toText } from "../clock/clock.ts";
import type { MockResponse, RequestView } from "../ports/http-message.ts";

/** A request to the API and its response. */
export interface JournalEntry {
  /** Starts at 1. The oldest entries are removed first. */
  readonly number: number;
  /** By the mock's clock, epoch milliseconds. */
  readonly at: number;
  /** The same instant as date-time text, UTC. */
  readonly time: string;
  readonly operation: string | undefined;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** By lower-case name. Credentials are masked: `Bearer ***`. */
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: unknown;
  /** 0 when the connection was dropped. */
  readonly status: number;
  readonly responseBody: string | undefined;
}

/** The latest requests and responses, limited by number and bytes. */
export interface Journal {
  record(request: RequestView, response: MockResponse, at: number): void;
  entries(): readonly JournalEntry[];
  clear(): void;
}

/** The text of the instant is made when entries are read. */
interface KeptEntry {
  readonly entry: Omit<JournalEntry, "time">;
  readonly bytes: number;
}

/** The bytes of an entry without its texts. */
const overhead = 200;
const credentials = new Set(["authorization", "proxy-authorization", "cookie"]);

/** Creates a journal. The oldest entries leave first; one larger than the limit has no bodies. */
export function createJournal(mostEntries: number, mostBytes: number): Journal {
  let kept: KeptEntry[] = [];
  let first = 0;
  let bytes = 0;
  let count = 0;
  const trim = (): void => {
    while (kept.length - first > mostEntries || bytes > mostBytes) {
      bytes -= kept[first]?.bytes ?? 0;
      first += 1;
    }
    if (first < 1024 && first < kept.length) return;
    kept = kept.slice(first);
    first = 0;
  };
  return {
    record: (request, response, at) => {
      count += 1;
      const size = sizeOf(request) + (response.body?.length ?? 0);
      const tooLong = size > mostBytes;
      const headers = headersOf(request);
      const entry: KeptEntry["entry"] = {
        number: count,
        at,
        operation: request.operation,
        method: request.method,
        path: request.path,
        query: request.query,
        requestHeaders: headers.kept,
        requestBody: tooLong ? undefined : request.body,
        status: response.drop ? 0 : response.status,
        responseBody: tooLong ? undefined : response.body,
      };
      const taken = overhead + headers.size + (tooLong ? 0 : size);
      kept.push({ entry, bytes: taken });
      bytes += taken;
      trim();
    },
    entries: () => kept.slice(first).map(({ entry }) => ({ ...entry, time: toText(entry.at) })),
    clear: () => {
      kept = [];
      first = 0;
      bytes = 0;
      count = 0;
    },
  };
}

function headersOf({ headers }: RequestView) {
  const kept: Record<string, string> = {};
  let size = 0;
  for (const [name, value] of headers()) {
    const text = credentials.has(name) ? masked(name, value) : value;
    kept[name] = text;
    size += name.length + text.length;
  }
  return { kept, size };
}

/** Masks a secret and keeps its scheme. */
function masked(name: string, value: string): string {
  const [scheme = "", secret] = value.split(" ");
  return name === "cookie" || secret === undefined ? "***" : `${scheme} ***`;
}

/** The declared length of the body, else the length of its JSON text. */
function sizeOf({ body, path, query, header }: RequestView): number {
  const target = path.length + query.length;
  if (body === undefined) return target;
  const declared = Number(header("content-length"));
  return target + (declared > 0 ? declared : JSON.stringify(body).length);
}
