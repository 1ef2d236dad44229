/** The members of MSW that the handlers use; versions 2 and 3 have them. */
export type Msw = Pick<typeof import("msw"), "http" | "HttpResponse">;
