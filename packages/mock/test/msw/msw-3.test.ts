import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { testHandlers } from "./suite.ts";

const untouched = http.get("http://operator.test/other", () => HttpResponse.text("untouched"));

testHandlers(untouched, (handlers) => {
  const server = setupServer(...handlers);
  server.listen({ onUnhandledFrame: "error" });
  return server;
});
