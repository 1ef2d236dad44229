import type { RequestPage, RequestStatus } from "@tmf654/mock/control";
import type { Place } from "./place.ts";
import { type Listen, type Live, useLive } from "./use-live.ts";

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

const listenToRequests: Listen = (connection, reload) =>
  connection.listen((item) => {
    if (item.kind === "connected" || isAboutRequests(item.activity.kind)) reload();
  });

/** Loads a page of the requests, and loads it again when requests come. */
export function useRequests(conditions: RequestConditions): Live<RequestPage> {
  const filter = { ...conditions, limit: pageLength };
  return useLive("requests", ({ control }) => control.requests(filter), {
    view: JSON.stringify(filter),
    listen: listenToRequests,
  });
}

function isAboutRequests(kind: string): boolean {
  return kind === "request" || kind === "skipped" || kind === "state";
}
