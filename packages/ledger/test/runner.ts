import {
  type ActionBody,
  type ActionKind,
  type Decision,
  formatInstant,
  type Policy,
} from "../src/index.ts";
import type { Edit, Flaw, Intent } from "./intents.ts";
import { createLedger, DAY, HOUR, idOf, type Ledger, START, short } from "./kit.ts";
import { type Bounds, type Place, pick, type Terms, vouchers, type World } from "./world.ts";

type Of<T extends Intent["type"]> = Extract<Intent, { type: T }>;

/** Hundredths of a currency, MB, or whatever a wrong unit counts. */
export const quantity = (n: number, units: string) => ({
  amount: units === "EUR" || units === "USD" ? n / 100 : n,
  units,
});

const unitOf = { monetary: "EUR", data: "MB" } as const;
const usages = ["monetary", "data"] as const satisfies readonly Place["usageType"][];

/** A number for each usage type, as quantities by usage type. */
const byUse = <T, R>(
  by: Partial<Record<Place["usageType"], T>>,
  make: (t: T, units: string) => R,
) =>
  Object.fromEntries(
    usages.flatMap((usage) => {
      const own = by[usage];
      return own === undefined ? [] : [[usage, make(own, unitOf[usage])]];
    }),
  );

const limitsOf = ({ least, most, perDay }: Bounds, units: string) => ({
  minimum: quantity(least, units),
  maximum: quantity(most, units),
  perDay: quantity(perDay, units),
});

/** The terms of a workload in the ledger's words. */
export const policyOf = (terms: Terms): Partial<Policy> => {
  const { cost, validity, holdingHours, delayHours } = terms;
  return {
    onExpiry: terms.forfeits ? "forfeit" : "freeze",
    refusals: terms.rejects ? "reject" : "task",
    ceilings: byUse(terms.ceiling, quantity),
    tariffs: usages.flatMap((usageType) => {
      const value = cost[usageType];
      return value === undefined ? [] : [{ usageType, cost: { value: value / 100, unit: "EUR" } }];
    }),
    limits: Object.fromEntries(
      Object.entries(terms.bounds).map(([kind, own]) => [kind, byUse(own, limitsOf)]),
    ),
    delayMs: Object.fromEntries(
      Object.entries(delayHours).map(([kind, hours]) => [kind, hours * HOUR]),
    ),
    holdingTimeMs: holdingHours === undefined ? undefined : holdingHours * HOUR,
    topupValidity: validity
      ? [
          {
            usageType: "monetary",
            atLeast: quantity(validity.atLeast, "EUR"),
            period: { days: validity.days },
          },
        ]
      : [],
  };
};

const endIn = (ledger: Ledger, ms: number) => ({
  validFor: { endDateTime: formatInstant(ledger.now() + ms) },
});

const open = (ledger: Ledger, { id, usageType, units, n, account, days }: Place): Decision =>
  ledger.open(id, {
    usageType,
    remainingValue: quantity(n, units),
    partyAccount: { id: account },
    ...(days !== undefined && endIn(ledger, days * DAY)),
  });

/** A ledger with the buckets and vouchers of a workload. */
export const begin = (
  { terms, places }: World,
  options: Parameters<typeof createLedger>[1] = {},
) => {
  const ledger = createLedger(policyOf(terms), options);
  for (const place of places) open(ledger, place);
  for (const { code, n, units, grantDays, goodForDays } of vouchers) {
    ledger.voucher({
      code,
      amount: quantity(n, units),
      ...(grantDays && { grants: { days: grantDays } }),
      ...(goodForDays && { expiresAt: START + goodForDays * DAY }),
    });
  }
  return ledger;
};

/** What a flaw makes of a request. */
const spoilt = (kind: ActionKind, body: ActionBody, n: number, flaw: Flaw | undefined) => {
  const units = body.amount?.units ?? "EUR";
  const hasEnd = kind === "topup" || kind === "reserve";
  const spoils: Record<Flaw, ActionBody> = {
    noUnits: { amount: { amount: n } },
    inexact: { amount: { amount: 0.000_000_1, units } },
    badDate: hasEnd ? { validFor: { endDateTime: "tomorrow" } } : {},
    account: { partyAccount: { id: "somebody else" } },
    usage: { usageType: "voice" },
    unit: { amount: { amount: n, units: "SMS" } },
  };
  return { ...body, ...(flaw && spoils[flaw]) };
};

const patchOf = (ledger: Ledger, { what, value }: Edit, units: string): Record<string, unknown> => {
  if (what === "validFor") {
    if (value === undefined) return { validFor: null };
    return value === "tomorrow"
      ? { validFor: { endDateTime: value } }
      : endIn(ledger, value * HOUR);
  }
  if (what === "amount") return { amount: quantity(value, units) };
  if (what === "paymentMethod") return { paymentMethod: { id: value ?? "pm_approved" } };
  return { [what]: what === "description" ? `description ${value}` : value };
};

/** Asks the real ledger what an intent says, and answers in the auditor's words. */
export const createRunner = (ledger: Ledger, places: readonly Place[]) => {
  const asked: Record<ActionKind | "auto", string[]> = {
    topup: [],
    adjust: [],
    reserve: [],
    transfer: [],
    auto: [],
  };
  const at = (index: number) => {
    const { id = "nobody", usageType = "monetary", units = "EUR" } = pick(places, index) ?? {};
    return { id, units, body: { bucket: { id }, usageType } };
  };
  const post = (of: ActionKind | "auto", n: number, body: ActionBody, flaw?: Flaw): string => {
    const kind = of === "auto" ? "topup" : of;
    const decision = ledger.post(kind, spoilt(kind, body, n, flaw));
    asked[of].push(idOf(decision));
    return short(decision);
  };
  const kindOf = (of: ActionKind | "auto"): ActionKind => (of === "auto" ? "topup" : of);

  const topup = ({ bucket, n, days, voucher, method, payment, flaw }: Of<"topup">): string => {
    const { units, body } = at(bucket);
    const once = payment !== undefined && voucher === undefined;
    const id = once ? `tx${payment}` : (method ?? "pm_approved");
    if (once && method) ledger.gateway(method === "pm_slow" ? "slow" : "declined");
    const answer = post(
      "topup",
      n,
      {
        ...body,
        amount: quantity(n, units),
        paymentMethod: { id, ...(once && { "@type": "PaymentTransaction" }) },
        ...(voucher !== undefined && { voucher: vouchers[voucher]?.code ?? "v?" }),
        ...(days !== undefined && endIn(ledger, days * DAY)),
      },
      flaw,
    );
    ledger.gateway(undefined);
    return answer;
  };

  const patch = (of: ActionKind | "auto", action: number, bodyOf: (units: string) => object) => {
    const id = pick(asked[of], action);
    const record = ledger.state.action.get(id ?? "none");
    if (id === undefined || record === undefined) return "skip";
    const body = { ...bodyOf(record.amount.units ?? "EUR") };
    return short(ledger.patch(kindOf(of), id, body));
  };

  const wait = (hours: number): string =>
    ledger
      .advanceTo(ledger.now() + hours * HOUR)
      .filter(({ result }) => result && "kind" in result)
      .map(short)
      .join("; ");

  return (intent: Intent): string => {
    switch (intent.type) {
      case "topup":
        return topup(intent);
      case "auto": {
        const { units, body } = at(intent.bucket);
        return post("auto", intent.n, {
          ...body,
          amount: quantity(intent.n, units),
          paymentMethod: { id: intent.method ?? "pm_approved" },
          isAutoTopup: true,
          recurringPeriod: intent.period,
          ...(intent.times !== undefined && { numberOfPeriods: intent.times }),
        });
      }
      case "adjust": {
        const { units, body } = at(intent.bucket);
        const { n, flaw } = intent;
        return post("adjust", n, { ...body, amount: quantity(n, units) }, flaw);
      }
      case "reserve": {
        const { units, body } = at(intent.bucket);
        const { n, hours, flaw } = intent;
        const amount = n === undefined ? {} : { amount: quantity(n, units) };
        const end = hours === undefined ? {} : endIn(ledger, hours * HOUR);
        return post("reserve", n ?? 1, { ...body, ...amount, ...end }, flaw);
      }
      case "transfer": {
        const { units, body } = at(intent.bucket);
        const { n, cost, owner, flaw } = intent;
        const asking: ActionBody = {
          ...body,
          receiverBucket: { id: at(intent.to).id },
          amount: quantity(n, units),
          ...(cost > 0 && { transferCost: { value: cost / 100, unit: "EUR" } }),
          ...(owner && { costOwner: owner }),
        };
        return post("transfer", n, asking, flaw);
      }
      case "consume":
        return patch("reserve", intent.action, (units) => ({
          status: "completed",
          ...(intent.n !== undefined && { amount: quantity(intent.n, units) }),
        }));
      case "edit":
        return patch(intent.of, intent.action, (units) => patchOf(ledger, intent, units));
      case "remove": {
        const id = pick(asked[intent.of], intent.action) ?? "none";
        return id === "none" ? "skip" : short(ledger.remove(kindOf(intent.of), id));
      }
      case "due": {
        const actionId = pick(asked[intent.of], intent.action) ?? "none";
        return short(ledger.run({ type: "due", actionId }));
      }
      case "spend": {
        const { id, units } = at(intent.bucket);
        return short(
          ledger.run({ type: "spend", bucketId: id, amount: quantity(intent.n, units) }),
        );
      }
      case "wait":
        return wait(intent.hours);
      case "open": {
        const place = pick(places, intent.bucket);
        return place === undefined ? "skip" : short(open(ledger, place));
      }
      default:
        return short(ledger.run({ type: intent.type, bucketId: at(intent.bucket).id }));
    }
  };
};
