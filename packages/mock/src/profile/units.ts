import { usageTypeValues } from "@tmf654/contract";
import { findUnit, toSteps, type Unit, unitsOf } from "@tmf654/quantity";
import type { Issue } from "../ports/resource.ts";

type PolicyMembers = Readonly<Record<string, unknown>>;
interface UnitLocation {
  readonly path: string;
  readonly usageType: string;
}

/**
 * Finds invalid units in a policy. A limit in an unusable unit would have no effect. Values of a
 * wrong type are ignored, because the schema reports them.
 */
export function unitIssues(ledger: unknown): readonly Issue[] {
  const { ceilings, limits, tariffs, topupValidity, defaultUnits, dataBase } = membersOf(ledger);
  const { conversions, lowBalance, topupBonuses, topupFees, topupTaxes } = membersOf(ledger);
  const { emergencyCredit, overdraft } = membersOf(ledger);
  const options = { dataBase: dataBase === 1000 ? 1000 : 1024 } as const;
  const quantityIssues = ({ path, usageType }: UnitLocation, value: unknown): readonly Issue[] => {
    const { amount, units } = membersOf(value);
    const issue = unitIssue({ path: `${path}.units`, usageType }, units);
    return issue ?? amountIssue(`${path}.amount`, amount, units, options);
  };
  return [
    ...memberEntries(ceilings, "ledger.ceilings").flatMap(([path, usageType, value]) =>
      quantityIssues({ path, usageType }, value),
    ),
    ...memberEntries(limits, "ledger.limits")
      .flatMap(([path, , ofKind]) => memberEntries(ofKind, path))
      .flatMap(([path, usageType, bounds]) =>
        memberEntries(bounds, path).flatMap(([at, , value]) =>
          quantityIssues({ path: at, usageType }, value),
        ),
      ),
    ...ruleEntries(topupValidity, "ledger.topupValidity").flatMap(([path, usageType, rule]) => [
      ...quantityIssues({ path: `${path}.atLeast`, usageType }, rule.atLeast),
      ...periodIssue(`${path}.period`, rule.period),
    ]),
    ...memberEntries(overdraft, "ledger.overdraft").flatMap(([path, usageType, value]) =>
      quantityIssues({ path, usageType }, value),
    ),
    ...memberEntries(emergencyCredit, "ledger.emergencyCredit").flatMap(
      ([path, usageType, offer]) =>
        memberEntries(offer, path).flatMap(([at, , value]) =>
          quantityIssues({ path: at, usageType }, value),
        ),
    ),
    ...memberEntries(lowBalance, "ledger.lowBalance").flatMap(([path, usageType, value]) =>
      quantityIssues({ path, usageType }, value),
    ),
    ...ruleEntries(conversions, "ledger.conversions").flatMap(
      ([path, , { from, to, amount, worth }]) => [
        ...quantityIssues({ path: `${path}.amount`, usageType: String(from) }, amount),
        ...quantityIssues({ path: `${path}.worth`, usageType: String(to) }, worth),
      ],
    ),
    ...ruleEntries(topupBonuses, "ledger.topupBonuses").flatMap(([path, usageType, rule]) => [
      ...quantityIssues({ path: `${path}.atLeast`, usageType }, rule.atLeast),
      ...quantityIssues(
        { path: `${path}.bonus`, usageType: String(rule.to ?? usageType) },
        rule.bonus,
      ),
      ...periodIssue(`${path}.period`, rule.period),
    ]),
    ...[
      ...ruleEntries(topupFees, "ledger.topupFees"),
      ...ruleEntries(topupTaxes, "ledger.topupTaxes"),
    ].flatMap(([path, usageType, rule]) => [
      ...quantityIssues({ path: `${path}.atLeast`, usageType }, rule.atLeast),
      ...quantityIssues({ path: `${path}.fixed`, usageType }, rule.fixed),
    ]),
    ...ruleEntries(tariffs, "ledger.tariffs").flatMap(([path, usageType, { cost }]) => {
      const { value, unit } = membersOf(cost);
      const unitLocation = { path: `${path}.cost.unit`, usageType };
      // Money can pay for every transfer.
      const issue = isMoney(unit) ? undefined : unitIssue(unitLocation, unit);
      return issue ?? amountIssue(`${path}.cost.value`, value, unit, options);
    }),
    ...memberEntries(defaultUnits, "ledger.defaultUnits").flatMap(
      ([path, usageType, units]) => unitIssue({ path, usageType }, units) ?? [],
    ),
  ];
}

/**
 * Returns the dimension in which the ledger opens buckets of a usage type. `other` may have any
 * dimension.
 */
function dimensionOf(usageType: string): "money" | "data" | "time" | "count" {
  if (usageType === "monetary") return "money";
  if (usageType === "data") return "data";
  return usageType === "voice" ? "time" : "count";
}

function isMoney(units: unknown): boolean {
  return typeof units === "string" && !!findUnit(units)?.dimension.startsWith("money:");
}

function unitIssue(
  { path, usageType }: UnitLocation,
  units: unknown,
): readonly Issue[] | undefined {
  if (typeof units !== "string" || !(usageTypeValues as readonly string[]).includes(usageType))
    return undefined;
  if (usageType === "other" && findUnit(units)) return undefined;
  const expectedDimension = dimensionOf(usageType);
  const foundDimension = findUnit(units)?.dimension;
  if (expectedDimension === "money" ? isMoney(units) : foundDimension === expectedDimension)
    return undefined;
  const expectedUnits =
    expectedDimension === "money"
      ? "an ISO 4217 currency such as EUR"
      : `one of ${unitsOf(expectedDimension).map(symbolOf).join(", ")}`;
  const message = `must be ${expectedUnits} for ${usageType}, not ${JSON.stringify(units)}`;
  return [{ path, code: "unit", message }];
}

function amountIssue(
  path: string,
  amount: unknown,
  units: unknown,
  options: { readonly dataBase: 1024 | 1000 },
): readonly Issue[] {
  const unit = typeof units === "string" ? findUnit(units, options) : undefined;
  if (typeof amount !== "number" || !unit || toSteps(amount, unit).ok) return [];
  const message = `must be an amount that ${unit.symbol} can be counted in, not ${amount}`;
  return [{ path, code: "amount", message }];
}

function periodIssue(path: string, period: unknown): readonly Issue[] {
  if (typeof period !== "object" || period === null || Object.keys(period).length > 0) return [];
  return [
    { path, code: "required", message: 'must name months, days or hours, as in {"days": 30}' },
  ];
}

const symbolOf = ({ symbol }: Unit): string => symbol;

function membersOf(value: unknown): PolicyMembers {
  return typeof value === "object" && value !== null ? (value as PolicyMembers) : {};
}

/** Returns the path, name and value of each member. */
function memberEntries(
  value: unknown,
  path: string,
): readonly (readonly [string, string, unknown])[] {
  return Object.entries(membersOf(value)).map(([name, each]) => [`${path}.${name}`, name, each]);
}

/** Returns the path, usage type and members of each rule in a list. */
function ruleEntries(
  value: unknown,
  path: string,
): readonly (readonly [string, string, PolicyMembers])[] {
  if (!Array.isArray(value)) return [];
  return value.map((element, at) => {
    const rule = membersOf(element);
    return [`${path}[${at}]`, String(rule.usageType), rule];
  });
}
