/**
 * The checks that every runtime runs. The packages are arguments, so that the same lines
 * run on the ESM and on the CJS build, in a worker and in an empty context. A check passes when it
 * returns `true`.
 */
const path = "/tmf-api/prepayBalanceManagement/v4";

/** Far less than the slow bucket takes, and far more than any other on a busy machine. */
const TIMEOUT_MS = 800;

const topup = (more) => ({
  bucket: { id: "ana-main" },
  partyAccount: { id: "acc-ana" },
  usageType: "monetary",
  amount: { amount: 10, units: "EUR" },
  ...more,
});

const balance = async (client) => {
  const { remainingValue } = await client.bucket.retrieve("ana-main");
  return Number(remainingValue.amount);
};

const thrownBy = (promise) =>
  promise.then(
    () => undefined,
    (error) => error,
  );

/** Against a server. None of them may pass when every response is `{}`. */
const clientChecks = {
  list: async ({ client }) => {
    const page = await client.bucket.list({ status: "active", limit: 2 });
    let count = 0;
    for await (const bucket of client.bucket.list({ status: "active", limit: 5 })) {
      count += bucket.id ? 1 : 0;
    }
    return page.items.length === 2 && page.totalCount === count && count > 2;
  },
  retrieve: async ({ client }) => (await client.bucket.retrieve("ana-main")).status === "active",
  "top-up": async ({ client }) => {
    const before = await balance(client);
    const action = await client.topupBalance.create(topup());
    return action.status === "completed" && (await balance(client)) === before + 10;
  },
  "typed error": async ({ client, package: { isTmf654Error, NotFoundError } }) => {
    const error = await thrownBy(client.bucket.retrieve("nobody"));
    return isTmf654Error(error, "NotFoundError") && error instanceof NotFoundError;
  },
  abort: async ({ client, package: { isTmf654Error }, newAbortController }) => {
    const controller = newAbortController();
    const call = thrownBy(client.bucket.retrieve("slow-main", { signal: controller.signal }));
    setTimeout(() => controller.abort(), TIMEOUT_MS);
    return isTmf654Error(await call, "AbortedError");
  },
  "time-out": async ({ client, package: { isTmf654Error } }) => {
    const options = { timeoutMs: TIMEOUT_MS, retry: false };
    const error = await thrownBy(client.bucket.retrieve("slow-main", options));
    return isTmf654Error(error, "TimeoutError");
  },
  "lost response": async ({ client, package: { isTmf654Error } }) => {
    const before = await balance(client);
    const paymentMethod = { id: "pm_lost_response", "@type": "PaymentTransaction" };
    const error = await thrownBy(client.topupBalance.create(topup({ paymentMethod })));
    if (!isTmf654Error(error, "UnknownOutcomeError")) return false;
    const { verdict } = await error.reconcile();
    return verdict === "applied" && (await balance(client)) === before + 10;
  },
};

/** Without a server. They pass for `amount` 10, and none of them for 2. */
const pureChecks = {
  contract: ({ contract: { operations, basePath }, amount }) =>
    Object.keys(operations).length === 4 * amount && basePath === path,
  quantity: ({ quantity: { add, quantity, toQuantity }, amount }) =>
    toQuantity(add(quantity(amount, "GB"), quantity(1, "MB"))).amount === 10241,
  formatting: ({ quantity: { formatQuantity }, amount }) =>
    /^1,5\sGo$/.test(formatQuantity({ amount: 153.6 * amount, units: "MB" }, { locale: "fr" })),
  validation: ({ validation: { topupBalanceCreateRequest }, amount }) => {
    const body = topup({ amount: { amount: 5 - amount, units: "EUR" } });
    return topupBalanceCreateRequest.check(body)[0]?.code === "amountNotPositive";
  },
  ledger: ({ ledger, amount }) => {
    const state = ledger.emptyState();
    let count = 0;
    const nextId = (kind) => `${kind}-${++count}`;
    const context = { now: 1_900_000_000_000, policy: ledger.defaultPolicy, nextId };
    const run = (command) => {
      const decision = ledger.decide(ledger.viewOf(state), command, context);
      ledger.apply(state, decision.changes);
      return decision;
    };
    const remainingValue = { amount: 12.5, units: "EUR" };
    run({ type: "open", body: { id: "b1", usageType: "monetary", remainingValue } });
    run({ type: "reserve", body: { bucket: { id: "b1" }, amount: { amount, units: "EUR" } } });
    return state.bucket.get("b1").remaining === 2_500_000;
  },
};

/** The entries beside the main ones; what has no `Request` or `crypto` cannot take events. */
const entryChecks = {
  events: async ({ events, amount }) => {
    const event = { topupBalance: { id: "t1", status: "completed" } };
    const body = JSON.stringify({ eventId: "e1", eventType: "TopupBalanceCreateEvent", event });
    const headers = await events.signEvent(body, { secret: "shared" });
    const secret = amount === 10 ? "shared" : "another";
    const handle = events.createEventHandler({ verify: events.hmacVerifier({ secret }), on: {} });
    const request = new Request("http://me/events", { method: "POST", headers, body });
    return (await handle(request)).status === 204;
  },
  "every schema": ({ all: { schemaFor, schemaNames }, amount }) =>
    schemaNames.length > 50 &&
    schemaFor("Bucket").check({ id: amount === 10 ? "b1" : 1 }).length === 0,
  fields: ({ fields: { bucketFields }, amount }) =>
    bucketFields.status.options.includes(amount === 10 ? "suspended" : "asleep"),
};

/** Where JSON can be imported. */
const documentCheck = {
  document: ({ document: { info, paths }, amount }) =>
    info.version === "4.0.0" && (amount === 10 ? "/bucket" : "/purse") in paths,
};

/** The verdict of every check by name: `ok`, or what was wrong. Never throws. */
async function verdicts(checks, context) {
  const found = {};
  for (const [name, check] of Object.entries(checks)) {
    try {
      found[name] = (await check(context)) === true ? "ok" : "is not true";
    } catch (error) {
      found[name] = `${error?.name}: ${error?.message}`;
    }
  }
  return found;
}

/** The context of the client's checks. */
function connected(clientPackage, origin, newAbortController = () => new AbortController()) {
  const client = clientPackage.createClient({ baseUrl: origin + path });
  return { client, package: clientPackage, newAbortController };
}

module.exports = { clientChecks, pureChecks, entryChecks, documentCheck, verdicts, connected };
