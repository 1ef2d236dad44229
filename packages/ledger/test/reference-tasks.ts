import type { WorkloadCommand } from "./commands.ts";
import {
  HOUR,
  type ReferenceAction,
  type ReferenceBucket,
  type ReferenceState,
} from "./reference-state.ts";

/** The commands of a type. */
export type Of<T extends WorkloadCommand["type"]> = Extract<WorkloadCommand, { type: T }>;

/** Refusals that record no task: malformed requests, and a payment that was already used. */
const flat = [
  "quantityIncomplete",
  "amountInexact",
  "dateTimeInvalid",
  "autoTopupInvalid",
  "duplicateRequest",
];

export const malformed = ({ kind, flaw }: ReferenceAction) =>
  [
    ["quantityIncomplete", flaw === "noUnits"],
    ["amountInexact", flaw === "inexact"],
    ["dateTimeInvalid", flaw === "badDate" && kind !== "transfer"],
  ] as const;

export const unfit = (
  state: ReferenceState,
  box: ReferenceBucket,
  { kind, flaw }: ReferenceAction,
) =>
  [
    ["bucketNotFound", state.isNowhere(box)],
    ["parentTopupNotFound", flaw === "parent" && kind === "topup"],
    ["partyAccountMismatch", flaw === "account"],
    ["logicalResourceMismatch", flaw === "number"],
    ["productMismatch", flaw === "product"],
    ["usageTypeMismatch", flaw === "usage"],
    ["unitMismatch", flaw === "unit"],
  ] as const;

export function beyond(
  state: ReferenceState,
  { kind }: ReferenceAction,
  box: ReferenceBucket,
  n: number,
): boolean {
  const bounds = state.boundsOf(kind, box);
  return (
    bounds !== undefined && n !== 0 && (Math.abs(n) < bounds.least || Math.abs(n) > bounds.most)
  );
}

export const newAction = (
  state: ReferenceState,
  kind: ReferenceAction["kind"],
  { bucket, ...request }: Partial<ReferenceAction> & { bucket: number },
): ReferenceAction => ({
  kind,
  at: state.idOf(bucket),
  since: state.clock.now,
  status: "created",
  gone: false,
  n: 0,
  flaw: undefined,
  end: undefined,
  due: undefined,
  description: undefined,
  method: undefined,
  voucher: undefined,
  auto: undefined,
  run: () => "",
  ...request,
});

/** Records a requested action with its result. */
export function record(
  state: ReferenceState,
  of: keyof ReferenceState["requested"],
  act: ReferenceAction,
  why: string,
): string {
  const isKept = why === "" || !(flat.includes(why) || state.terms.rejects);
  state.requested[of].push(isKept ? act : undefined);
  if (!isKept) return `refused ${why}`;
  state.acts.push(act);
  if (why === "") return "accepted Create";
  act.status = "failed";
  return `refused ${why} Failure`;
}

/** Executes the action now, or after its delay, when it may be refused. Returns its bonus. */
export function enter(
  state: ReferenceState,
  act: ReferenceAction,
  delay: number,
  why: () => string,
  perform: () => ReferenceAction | undefined,
): ReferenceAction | undefined {
  const execute = () => {
    const bonus = perform();
    act.status = "completed";
    return bonus;
  };
  if (delay === 0) return execute();
  act.due = state.clock.now + delay;
  act.run = () => {
    const reason = why();
    if (reason !== "") {
      act.status = "failed";
      return `refused ${reason} Failure`;
    }
    const bonus = execute();
    if (bonus === undefined) return "accepted";
    state.acts.push(bonus);
    return "accepted Create";
  };
  return undefined;
}

export function delayOf({ terms }: ReferenceState, { kind, method }: ReferenceAction): number {
  const delay = (terms.delayHours[kind] ?? 0) * HOUR;
  return method === "pm_slow" ? Math.max(delay, 30_000) : delay;
}
