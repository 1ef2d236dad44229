import type { RequestPage, RequestStatus } from "@tmf654/mock/control";
import { useEffect, useState } from "preact/hooks";
import { usePage } from "./context.ts";
import { createPacedLoad } from "./paced-load.ts";
import type { Place } from "./place.ts";

/** The conditions of the list, which the address has. */
export interface RequestConditions {
  readonly search: string | undefined;
  readonly method: string | undefined;
  readonly status: RequestStatus | undefined;
  readonly before: number | undefined;
}

/** Reads the conditions from the query of an address. */
export function readConditions({ query }: Place): RequestConditions {
  const { q, method, status, before } = query;
  return {
    search: q || undefined,
    method: method || undefined,
    status: (status || undefined) as RequestStatus | undefined,
    before: /^\d{1,12}$/.test(before ?? "") ? Number(before) : undefined,
  };
}

/** The rows of one page. More rows would make the page slow. */
const pageLength = 100;

/** A page of the list of requests. */
export interface ShownRequests {
  readonly page: RequestPage | undefined;
  readonly error: string | undefined;
}

/** Loads a page of the requests, and loads it again when requests come. */
export function useRequests(conditions: RequestConditions): ShownRequests {
  const { connection, platform } = usePage();
  const { search, method, status, before } = conditions;
  const key = JSON.stringify([search, method, status, before]);
  const [shown, setShown] = useState<ShownRequests & { readonly key: string }>();
  useEffect(() => {
    const filter = { search, method, status, before, limit: pageLength };
    const load = createPacedLoad(platform, async () => {
      try {
        const page = await connection.control.requests(filter);
        setShown({ key, page, error: undefined });
      } catch (error) {
        // The banner says that the mock does not respond.
        if (!(error instanceof TypeError)) {
          setShown({ key, page: undefined, error: (error as Error).message });
        }
      }
    });
    load.request();
    const stop = connection.listen((item) => {
      if (item.kind === "connected" || isAboutRequests(item.activity.kind)) load.request();
    });
    return () => {
      stop();
      load.end();
    };
  }, [key, connection, platform, search, method, status, before]);
  return shown?.key === key ? shown : { page: undefined, error: undefined };
}

function isAboutRequests(kind: string): boolean {
  return kind === "request" || kind === "skipped" || kind === "state";
}
