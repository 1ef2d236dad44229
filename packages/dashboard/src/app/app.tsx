import { useEffect, useState } from "preact/hooks";
import type { PagePlatform } from "../platform.ts";
import { MockConnection } from "../state/connection.ts";
import { type Page, PageContext } from "../state/context.ts";
import { Notices } from "../state/notices.ts";
import { ObservableValue } from "../state/observable-value.ts";
import { Peaks } from "../state/peaks.ts";
import { readPlace } from "../state/place.ts";
import { Shell } from "./shell.tsx";

/** The whole page. */
export function App({ platform }: { readonly platform: PagePlatform }) {
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

function createPage(platform: PagePlatform): Page {
  return {
    platform,
    connection: new MockConnection(platform),
    place: new ObservableValue(readPlace(platform.place.read())),
    peaks: new Peaks(),
    dialog: new ObservableValue<Page["dialog"]["value"]>(undefined),
    notices: new Notices(platform.after),
    mockState: new ObservableValue<Page["mockState"]["value"]>(undefined),
  };
}
