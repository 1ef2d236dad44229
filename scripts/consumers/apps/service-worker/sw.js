import { createMock } from "@tmf654/mock";

const mock = createMock();
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  if (/^\/(?:tmf-api|__mock)\//.test(pathname)) event.respondWith(mock.fetch(event.request));
});
