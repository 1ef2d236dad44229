/** The effects of the page: the network, time, storage and the address. */

/** The place of the page that the address shows, such as `/buckets/ana-main`. */
export interface PlacePort {
  /** The text after `#`. */
  read(): string;
  /** Goes to a link, such as `#/buckets/ana-main`. */
  go(link: string): void;
  /** Calls a function when the place changes. The returned function stops this. */
  listen(listener: () => void): () => void;
}

/** Everything that the page needs from the browser. */
export interface PagePlatform {
  /** The URL of the mock, without `/__mock` and without a slash at its end. */
  readonly mockUrl: string;
  /** Whether the mock runs in the page that opened this one, and not on a server. */
  readonly isInPage: boolean;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly place: PlacePort;
  /** Real epoch milliseconds. */
  readonly now: () => number;
  /** Calls a function after real milliseconds. The returned function cancels this. */
  readonly after: (ms: number, run: () => void) => () => void;
  /** The token of the control plane. */
  readonly controlToken: TabToken;
  /** The bearer token of the API, for a mock whose API needs credentials. */
  readonly apiToken: TabToken;
  /** Copies a text. Resolves to false if the browser does not allow the copy. */
  readonly copy: (text: string) => Promise<boolean>;
  /** Sets the title of the page. */
  readonly setTitle: (title: string) => void;
}

/** A token that this browser tab keeps until it is closed. */
export interface TabToken {
  read(): string | undefined;
  keep(token: string): void;
}

function createTabToken(name: string): TabToken {
  return {
    read: () => sessionStorage.getItem(name) ?? undefined,
    keep: (token) => sessionStorage.setItem(name, token),
  };
}

/** Returns the platform of a page that a browser has loaded from the mock or from another page. */
export function createBrowserPlatform(): PagePlatform {
  const pageMock = findPageMock();
  return {
    ...(pageMock ?? {
      // The page is at `…/__mock/`, also behind a prefix of a proxy or of a tenant.
      mockUrl: new URL("..", document.baseURI).href.replace(/\/$/, ""),
      fetch: (request) => fetch(request),
    }),
    isInPage: pageMock !== undefined,
    place: {
      read: () => location.hash.slice(1),
      go: (link) => {
        location.hash = link;
      },
      listen: (listener) => {
        addEventListener("hashchange", listener);
        return () => removeEventListener("hashchange", listener);
      },
    },
    now: () => Date.now(),
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    controlToken: createTabToken("tmf654-control-token"),
    apiToken: createTabToken("tmf654-api-token"),
    // Without TLS, only pages of this machine have a clipboard.
    copy: async (text) => {
      const writing = navigator.clipboard?.writeText(text).then(() => true);
      return (await writing?.catch(() => false)) ?? false;
    },
    setTitle: (title) => {
      document.title = title;
    },
  };
}

/** Returns the mock of the page that opened this one, if `openDashboard` has opened it. */
function findPageMock(): Pick<PagePlatform, "mockUrl" | "fetch"> | undefined {
  // No other page has this address, so the opener is of the same origin.
  if (location.protocol !== "blob:") return undefined;
  const { tmf654Windows } = opener as {
    readonly tmf654Windows: ReadonlyMap<string, Pick<PagePlatform, "mockUrl" | "fetch">>;
  };
  return tmf654Windows.get(location.href.replace(/#.*/, ""));
}
