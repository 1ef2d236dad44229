import { type ActionBody, type ActionKind, type Decision, formatInstant } from "../src/index.ts";
import type { Edit, RequestDefect, WorkloadCommand } from "./commands.ts";
import { policyOf, quantity } from "./runner-policy.ts";
import {
  createLedger,
  DAY,
  HOUR,
  idOf,
  type Ledger,
  START,
  summarize as summarizeAll,
} from "./test-ledger.ts";
import { type BucketSetup, pick, vouchers, type WorkloadSetup } from "./workload.ts";

type CommandOf<T extends WorkloadCommand["type"]> = Extract<WorkloadCommand, { type: T }>;

/** A summary without the signals, which the model compares separately. */
const summarize = (decision: Decision): string =>
  summarizeAll({ ...decision, events: decision.events.filter(({ type }) => type !== "Completed") });

const endIn = (ledger: Ledger, ms: number) => ({
  validFor: { endDateTime: formatInstant(ledger.now() + ms) },
});

function openBucket(ledger: Ledger, place: BucketSetup): Decision {
  const { id, usageType, units, amount, account, days, starts } = place;
  const { priority, isBound, firstUse } = place;
  const terms = {
    priority,
    transferable: !isBound,
    ...(firstUse !== undefined && { firstUse: { days: firstUse } }),
  };
  const body = {
    usageType,
    remainingValue: quantity(amount, units),
    partyAccount: { id: account },
    logicalResource: [{ id: `number of ${account}` }],
    product: [{ id: `product of ${account}` }],
    validFor: {
      ...(starts !== undefined && { startDateTime: formatInstant(ledger.now() + starts * DAY) }),
      ...(days !== undefined && endIn(ledger, days * DAY).validFor),
    },
  };
  return ledger.open(id, body, terms);
}

/** A ledger with the buckets and vouchers of a workload. */
export function begin(
  { terms, bucketSetups }: WorkloadSetup,
  options: Parameters<typeof createLedger>[1] = {},
) {
  const ledger = createLedger(policyOf(terms), options);
  for (const place of bucketSetups) openBucket(ledger, place);
  for (const { code, amount, units, grantDays, goodForDays } of vouchers) {
    ledger.voucher({
      code,
      amount: quantity(amount, units),
      ...(grantDays && { grants: { days: grantDays } }),
      ...(goodForDays && { expiresAt: START + goodForDays * DAY }),
    });
  }
  return ledger;
}

/** A request body with a defect. */
function withDefect(
  kind: ActionKind,
  body: ActionBody,
  amount: number,
  defect: RequestDefect | undefined,
) {
  const units = body.amount?.units ?? "EUR";
  const otherReference = { id: "somebody else's", "@referredType": "Something" };
  const hasEnd = kind !== "transfer";
  const changes: Record<RequestDefect, ActionBody> = {
    noUnits: { amount: { amount: amount } },
    inexact: { amount: { amount: 0.000_000_1, units } },
    badDate: hasEnd ? { validFor: { endDateTime: "tomorrow" } } : {},
    account: { partyAccount: { id: "somebody else" } },
    usage: { usageType: "voice" },
    unit: { amount: { amount: amount, units: "SMS" } },
    number: { logicalResource: [otherReference] },
    product: { product: [otherReference] },
    theirNumber: kind === "transfer" ? { receiverLogicalResource: otherReference } : {},
    theirProduct: kind === "transfer" ? { receiverProduct: otherReference } : {},
    later: hasEnd ? { validFor: { ...body.validFor, startDateTime: "2039-01-01T00:00:00Z" } } : {},
    parent: kind === "topup" ? { balanceTopup: { ...otherReference, role: "parent" } } : {},
  };
  return { ...body, ...(defect && changes[defect]) };
}

function patchOf(ledger: Ledger, { what, value }: Edit, units: string): Record<string, unknown> {
  if (what === "validFor") {
    if (value === undefined) return { validFor: null };
    return value === "tomorrow"
      ? { validFor: { endDateTime: value } }
      : endIn(ledger, value * HOUR);
  }
  if (what === "amount") return { amount: quantity(value, units) };
  if (what === "paymentMethod") return { paymentMethod: { id: value ?? "pm_approved" } };
  return { [what]: what === "description" ? `description ${value}` : value };
}

/** Runs commands on the real ledger and returns results in the reference model's form. */
export function createRunner(ledger: Ledger, bucketSetups: readonly BucketSetup[]) {
  const ids: Record<ActionKind | "auto", string[]> = {
    topup: [],
    adjust: [],
    reserve: [],
    transfer: [],
    auto: [],
  };
  const at = (index: number) => {
    const {
      id = "missing",
      usageType = "monetary",
      units = "EUR",
    } = pick(bucketSetups, index) ?? {};
    return { id, units, body: { bucket: { id }, usageType } };
  };
  const post = (
    of: ActionKind | "auto",
    amount: number,
    body: ActionBody,
    defect?: RequestDefect,
  ): string => {
    const kind = of === "auto" ? "topup" : of;
    const decision = ledger.post(kind, withDefect(kind, body, amount, defect));
    ids[of].push(idOf(decision));
    return summarize(decision);
  };
  const kindOf = (of: ActionKind | "auto"): ActionKind => (of === "auto" ? "topup" : of);

  const topup = ({
    bucket,
    amount,
    days,
    voucher,
    method,
    payment,
    defect,
  }: CommandOf<"topup">): string => {
    const { units, body } = at(bucket);
    const once = payment !== undefined && voucher === undefined;
    const id = once ? `tx${payment}` : (method ?? "pm_approved");
    if (once && method) ledger.gateway(method === "pm_slow" ? "slow" : "declined");
    const result = post(
      "topup",
      amount,
      {
        ...body,
        amount: quantity(amount, units),
        paymentMethod: { id, ...(once && { "@type": "PaymentTransaction" }) },
        ...(voucher !== undefined && { voucher: vouchers[voucher]?.code ?? "v?" }),
        ...(days !== undefined && endIn(ledger, days * DAY)),
      },
      defect,
    );
    ledger.gateway(undefined);
    return result;
  };

  const patch = (of: ActionKind | "auto", action: number, bodyOf: (units: string) => object) => {
    const id = pick(ids[of], action);
    const record = ledger.state.action.get(id ?? "none");
    if (id === undefined || record === undefined) return "skip";
    const body = { ...bodyOf(record.amount.units ?? "EUR") };
    return summarize(ledger.patch(kindOf(of), id, body));
  };

  const wait = (hours: number): string =>
    ledger
      .advanceTo(ledger.now() + hours * HOUR)
      .filter(({ result }) => result && "kind" in result)
      .map(summarize)
      .join("; ");

  return (command: WorkloadCommand): string => {
    switch (command.type) {
      case "topup":
        return topup(command);
      case "auto": {
        const { units, body } = at(command.bucket);
        return post("auto", command.amount, {
          ...body,
          amount: quantity(command.amount, units),
          paymentMethod: { id: command.method ?? "pm_approved" },
          isAutoTopup: true,
          ...(command.period && { recurringPeriod: command.period }),
          ...(command.times !== undefined && { numberOfPeriods: command.times }),
          ...(command.period && command.days !== undefined && endIn(ledger, command.days * DAY)),
        });
      }
      case "adjust": {
        const { units, body } = at(command.bucket);
        const { amount, days, defect } = command;
        const end = days === undefined ? {} : endIn(ledger, days * DAY);
        return post("adjust", amount, { ...body, amount: quantity(amount, units), ...end }, defect);
      }
      case "reserve": {
        const { units, body } = at(command.bucket);
        const { amount, hours, defect } = command;
        const amountPart = amount === undefined ? {} : { amount: quantity(amount, units) };
        const end = hours === undefined ? {} : endIn(ledger, hours * HOUR);
        return post("reserve", amount ?? 1, { ...body, ...amountPart, ...end }, defect);
      }
      case "transfer": {
        const { units, body } = at(command.bucket);
        const { amount, cost, costUnits, owner, defect } = command;
        const charged = costUnits === "MB" ? cost : cost / 100;
        const asking: ActionBody = {
          ...body,
          receiverBucket: { id: at(command.to).id },
          ...(command.isNamed && { receiverBucketUsageType: at(command.to).body.usageType }),
          amount: quantity(amount, units),
          ...(cost > 0 && { transferCost: { value: charged, unit: costUnits } }),
          ...(owner && { costOwner: owner }),
        };
        return post("transfer", amount, asking, defect);
      }
      case "consume":
        return patch("reserve", command.action, (units) => ({
          status: "completed",
          ...(command.amount !== undefined && { amount: quantity(command.amount, units) }),
        }));
      case "edit":
        return patch(command.of, command.action, (units) => patchOf(ledger, command, units));
      case "remove": {
        const id = pick(ids[command.of], command.action) ?? "none";
        return id === "none" ? "skip" : summarize(ledger.remove(kindOf(command.of), id));
      }
      case "due": {
        const actionId = pick(ids[command.of], command.action) ?? "none";
        return summarize(ledger.run({ type: "due", actionId }));
      }
      case "loan": {
        const { units, body } = at(command.bucket);
        return post("topup", command.amount, {
          ...body,
          amount: quantity(command.amount, units),
          paymentMethod: { id: "loan", "@type": "EmergencyCredit" },
        });
      }
      case "reverse": {
        const bonuses = [...ledger.state.action.values()].filter((each) => each.source === "bonus");
        const record = command.isBonus
          ? pick(bonuses, command.action)
          : ledger.state.action.get(pick(ids.topup, command.action) ?? "none");
        if (record === undefined) return "skip";
        const whole = record.creditedAmount ?? record.amount;
        const units = whole.units ?? "EUR";
        const reversed =
          command.amount === undefined
            ? { units, amount: -(whole.amount ?? 0) }
            : quantity(-command.amount, units);
        return post("adjust", 0, {
          bucket: { id: record.bucketId },
          amount: reversed,
          balanceTopup: { id: record.id, role: "reversed", "@referredType": "TopupBalance" },
        });
      }
      case "use": {
        const { account, units, amount } = command;
        const own = bucketSetups.filter((place) => place.account === account);
        const bucketIds = own.map(({ id }) => id);
        return summarize(ledger.run({ type: "use", bucketIds, amount: quantity(amount, units) }));
      }
      case "spend": {
        const { id, units } = at(command.bucket);
        return summarize(
          ledger.run({ type: "spend", bucketId: id, amount: quantity(command.amount, units) }),
        );
      }
      case "wait":
        return wait(command.hours);
      case "open": {
        const place = pick(bucketSetups, command.bucket);
        return place === undefined ? "skip" : summarize(openBucket(ledger, place));
      }
      default:
        return summarize(ledger.run({ type: command.type, bucketId: at(command.bucket).id }));
    }
  };
}
