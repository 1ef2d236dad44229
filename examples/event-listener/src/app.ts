/** The HTTP interface: the callback of the hub, and the state for other programs. */
import { createEventHandler, hmacVerifier } from "@tmf654/client/events";
import { add, fromQuantity, toQuantity } from "@tmf654/quantity";
import { Hono } from "hono";
import { type ActionState, effectsOf } from "./effects.ts";
import { KEPT_DAYS, type Store } from "./store.ts";

/** Creates the app of a listener. */
export function createApp(store: Store, secrets: readonly string[], log: (line: string) => void) {
  const handle = createEventHandler({
    // A late event is accepted, because the store still knows whether it was handled.
    verify: hmacVerifier({ secret: secrets, toleranceMs: KEPT_DAYS * 86_400_000 }),
    // `apply` stores the id together with the effects, so there is nothing to add afterwards.
    memory: { has: store.knows, add: () => {} },
    on: {},
    onOther: (event) => store.apply(effectsOf(event)),
    // The response is a 500, and the server delivers the event again.
    onError: (error) => log(`event failed: ${error instanceof Error ? error.message : error}`),
  });
  const app = new Hono();
  app.post("/events", ({ req }) => handle(req.raw));
  app.get("/health", (context) => context.json({ status: "pass" }));
  app.get("/buckets/:id", (context) => {
    const id = context.req.param("id");
    const actions = store.actionsOf(id);
    return context.json({
      toppedUp: sumOf(actions),
      actions: actions.map(({ id, kind, status }) => ({ id, kind, status })),
      messages: store.messagesOf(id),
    });
  });
  return app;
}

/** Returns the exact sum of the completed top-ups of a bucket. */
export function sumOf(actions: readonly ActionState[]): object | undefined {
  const [first, ...rest] = actions
    .filter(({ kind, status }) => kind === "topupBalance" && status === "completed")
    .map(({ amount, units }) => fromQuantity({ amount, units }));
  return first && toQuantity(rest.reduce((sum, amount) => add(sum, amount), first));
}
