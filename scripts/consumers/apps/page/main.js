/** The app with a mock of its own, in the page. */
import { createMock } from "@tmf654/mock";
import { show, topUp } from "./top-up.js";

const mock = createMock({ clock: "2026-03-10T12:00:00Z" });
show(topUp({ baseUrl: `http://mock${mock.basePath}`, fetch: mock.fetch }));
