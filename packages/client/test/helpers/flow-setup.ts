import { type ClientOptions, createClient, type TopupBalanceCreate } from "@tmf654/client";
import type { TopUpFlow, TopUpState } from "@tmf654/client/flow";
import type { FaultRule, Mock } from "@tmf654/mock";
import { createUnreliableMock } from "./unreliable-mock.ts";

/** A top-up of 10 EUR. A list can be searched for its payment transaction. */
export const topUpBody = (
  payment = "pay-1",
  { amount = 10, bucket = "ana-main" } = {},
): TopupBalanceCreate => ({
  bucket: { id: bucket },
  partyAccount: { id: `acc-${bucket.split("-")[0]}` },
  usageType: "monetary",
  amount: { amount, units: "EUR" },
  paymentMethod: { id: payment, "@type": "PaymentTransaction" },
});

/**
 * Timers that move the clock of the mock instead of waiting: the earliest one ends when no request
 * is in progress. Long time limits never end.
 */
function createClockPlatform({ clock }: Mock) {
  const open = new Map<object, { readonly at: number; readonly callback: () => void }>();
  const sortedTimers = () =>
    [...open].filter(([, { at }]) => Number.isFinite(at)).sort(([, a], [, b]) => a.at - b.at);
  const tick = async () => {
    const [next] = sortedTimers();
    if (!next) return;
    const [timer, { at, callback }] = next;
    if (at > clock.now()) await clock.advance(at - clock.now());
    if (open.delete(timer)) callback();
  };
  return {
    open,
    platform: {
      now: () => clock.now(),
      random: () => 0.5,
      setTimer: (callback: () => void, ms: number) => {
        const timer = {};
        open.set(timer, {
          at: ms < 25_000 ? clock.now() + ms : Number.POSITIVE_INFINITY,
          callback,
        });
        // A request to the mock ends within one turn of the event loop.
        setTimeout(() => setImmediate(tick), 0);
        return timer;
      },
      clearTimer: (timer: unknown) => void open.delete(timer as object),
    },
  };
}

/** A client of a mock whose requests fail as `hooks.fault` decides, and its clock. */
export function setUpFlow(options: Partial<ClientOptions> = {}) {
  const unreliable = createUnreliableMock("reference");
  const { mock } = unreliable;
  const { open, platform } = createClockPlatform(mock);
  const client = createClient({ ...unreliable.options, platform, retry: false, ...options });
  const countPosts = () => unreliable.seen.filter((line) => line.startsWith("POST")).length;
  /** The amount that was added to the bucket of `topUpBody`, in EUR. */
  const spendableBefore = unreliable.balance("ana-main").spendable;
  const addedEuros = () => (unreliable.balance("ana-main").spendable - spendableBefore) / 100;
  return { ...unreliable, client, openTimers: open, posts: countPosts, added: addedEuros };
}

/** A flow and the statuses of its states. */
export function watch(flow: TopUpFlow): string[] {
  const statuses: string[] = [];
  flow.subscribe(({ status }) => statuses.push(status));
  return statuses;
}

/** Waits until a flow has a status. */
export const waitForStatus = (flow: TopUpFlow, status: TopUpState["status"]): Promise<void> =>
  new Promise((resolve) => {
    if (flow.state.status === status) return resolve();
    const remove = flow.subscribe((state) => {
      if (state.status !== status) return;
      remove();
      resolve();
    });
  });

/** A top-up that is lost once, before or after the server executes it. */
export const loseTopUp = (when: "before" | "after"): FaultRule => ({
  match: { operation: "createTopupBalance" },
  when,
  fault: { kind: "drop" },
  times: 1,
});
