import { useEffect, useState } from "preact/hooks";
import type { Platform } from "../platform.ts";
import { Connection } from "../state/connection.ts";
import { type Page, PageContext } from "../state/context.ts";
import { Notices } from "../state/notices.ts";
import { Peaks } from "../state/peaks.ts";
import { readPlace } from "../state/place.ts";
import { Store } from "../state/store.ts";
import { Shell } from "./shell.tsx";

/** The whole page. */
export function App({ platform }: { readonly platform: Platform }) {
  const [page] = useState(() => createPage(platform));
  useEffect(() => page.connection.start(), [page]);
  useEffect(
    () => platform.place.listen(() => page.place.set(readPlace(platform.place.read()))),
    [page, platform],
  );
  return (
    <PageContext.Provider value={page}>
      <Shell />
    </PageContext.Provider>
  );
}

function createPage(platform: Platform): Page {
  return {
    platform,
    connection: new Connection(platform),
    place: new Store(readPlace(platform.place.read())),
    peaks: new Peaks(),
    dialog: new Store<Page["dialog"]["value"]>(undefined),
    notices: new Notices(platform.after),
    mockState: new Store<Page["mockState"]["value"]>(undefined),
  };
}
