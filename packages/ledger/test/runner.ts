import { type ActionBody, formatInstant, type Policy } from "../src/index.ts";
import { type Intent, places, vouchers } from "./intents.ts";
import { createLedger, DAY, HOUR, idOf, type Ledger, START, short } from "./kit.ts";

export const quantity = (n: number, units: string) => ({
  amount: units === "EUR" ? n / 100 : n,
  units,
});

export const begin = (options: Partial<Policy>): Ledger => {
  const ledger = createLedger(options);
  for (const { id, usageType, units, n, account, days } of places) {
    const end = days === undefined ? {} : { endDateTime: formatInstant(START + days * DAY) };
    ledger.open(id, {
      usageType,
      remainingValue: quantity(n, units),
      partyAccount: { id: account },
      ...(days && { validFor: end }),
    });
  }
  for (const { code, n, units } of vouchers) ledger.voucher({ code, amount: quantity(n, units) });
  return ledger;
};

export const at = (index: number) => {
  const place = places[index];
  return {
    bucket: { id: place?.id ?? "nobody" },
    units: place?.units ?? "EUR",
    body: { bucket: { id: place?.id ?? "nobody" }, usageType: place?.usageType ?? "monetary" },
  } as const;
};

const until = (ms: number) => ({ validFor: { endDateTime: formatInstant(ms) } });

/** Asks the real ledger what the intent says, and answers in the auditor's words. */
export const createRunner = (ledger: Ledger) => {
  const reservations: string[] = [];
  const topups: string[] = [];
  const topupBody = (asked: Extract<Intent, { type: "topup" }>): ActionBody => {
    const { units, body } = at(asked.bucket);
    const code = asked.voucher === undefined ? undefined : (vouchers[asked.voucher]?.code ?? "v?");
    const once = asked.payment !== undefined && code === undefined;
    const method = asked.method ?? "pm_approved";
    const paymentMethod = once
      ? { id: `tx${asked.payment}`, "@type": "PaymentTransaction" }
      : { id: method };
    return {
      ...body,
      amount: quantity(asked.n, units),
      paymentMethod,
      ...(code && { voucher: code }),
      ...(asked.days && until(ledger.now() + asked.days * DAY)),
    };
  };
  return (asked: Intent): string => {
    switch (asked.type) {
      case "topup": {
        const once = asked.payment !== undefined && asked.voucher === undefined;
        ledger.gateway(
          once && asked.method === "pm_declined"
            ? "declined"
            : once && asked.method === "pm_slow"
              ? "slow"
              : undefined,
        );
        const decision = ledger.post("topup", topupBody(asked));
        ledger.gateway(undefined);
        topups.push(idOf(decision));
        return short(decision);
      }
      case "auto": {
        const { units, body } = at(asked.bucket);
        const decision = ledger.post("topup", {
          ...body,
          amount: quantity(asked.n, units),
          isAutoTopup: true,
          recurringPeriod: asked.period,
          numberOfPeriods: asked.times,
        });
        return short(decision);
      }
      case "adjust": {
        const { units, body } = at(asked.bucket);
        return short(ledger.post("adjust", { ...body, amount: quantity(asked.n, units) }));
      }
      case "reserve": {
        const { units, body } = at(asked.bucket);
        const decision = ledger.post("reserve", {
          ...body,
          ...(asked.n !== undefined && { amount: quantity(asked.n, units) }),
          ...(asked.hours && until(ledger.now() + asked.hours * HOUR)),
        });
        reservations.push(decision.outcome === "accepted" ? idOf(decision) : "none");
        return short(decision);
      }
      case "consume":
      case "release":
      case "remove": {
        const id = reservations[asked.action];
        const record = ledger.state.action.get(id ?? "none");
        if (id === undefined || record === undefined) return "skip";
        if (asked.type === "remove") return short(ledger.remove("reserve", id));
        if (record.deleted) return "skip";
        // A reason of its own would be an edit: a repeated request leaves it out.
        const reason = record.status === "created" ? { reason: "test" } : {};
        if (asked.type === "release") {
          return short(ledger.patch("reserve", id, { status: "cancelled", ...reason }));
        }
        const units = record.amount.units ?? "EUR";
        const body = { status: "completed", ...reason };
        const n = asked.type === "consume" ? asked.n : undefined;
        const amount = n === undefined ? {} : { amount: quantity(n, units) };
        return short(ledger.patch("reserve", id, { ...body, ...amount }));
      }
      case "cancel": {
        const id = topups[asked.action];
        if (id === undefined || id === "none") return "skip";
        return short(ledger.patch("topup", id, { status: "cancelled" }));
      }
      case "transfer": {
        const { units, body } = at(asked.bucket);
        const decision = ledger.post("transfer", {
          ...body,
          receiverBucket: at(asked.to).bucket,
          amount: quantity(asked.n, units),
          ...(asked.cost > 0 && { transferCost: { value: asked.cost / 100, unit: "EUR" } }),
          ...(asked.owner && { costOwner: asked.owner }),
        });
        return short(decision);
      }
      case "spend": {
        const { bucket, units } = at(asked.bucket);
        const amount = quantity(asked.n, units);
        return short(ledger.run({ type: "spend", bucketId: bucket.id, amount }));
      }
      case "wait":
        ledger.advanceTo(ledger.now() + asked.hours * HOUR);
        return "";
      default:
        return short(ledger.run({ type: asked.type, bucketId: at(asked.bucket).bucket.id }));
    }
  };
};

export const balances = (ledger: Ledger): string[] =>
  places.map(({ id, units }) => {
    const { remaining = 0, reserved = 0 } = ledger.state.bucket.get(id) ?? {};
    const unit = units === "EUR" ? 10_000 : 1024 ** 2;
    return `${id}: ${remaining / unit} + ${reserved / unit}`;
  });
