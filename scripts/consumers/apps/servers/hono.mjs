import { serve } from "@hono/node-server";
import { createMock } from "@tmf654/mock";
import { Hono } from "hono";

const mock = createMock();
const app = new Hono();
app.use("*", ({ req }, next) =>
  /^\/(?:tmf-api|__mock)\//.test(req.path) ? mock.fetch(req.raw) : next(),
);
app.get("/", (context) => context.text("app"));

export const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" });
