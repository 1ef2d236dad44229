/** The rule that a public number has a description with its unit, unless its name has the unit. */
import ts from "typescript";
import type { Issue } from "./issue.ts";
import { type PublicApi, placeOf } from "./public-api.ts";

/** Names that have a unit, or that say what is counted. */
const CLEAR_NAME =
  /(?:ms|seconds|minutes|hours|days|months|bytes|count|total|limit|index|offset|length|status|code|port|attempts)$/i;

/** Names of instants. Each description must have the unit, which differs between APIs. */
const INSTANT_NAME = /^(?:at|now)$|(?:At|Until)$/;

/** Checks the members of the public types whose values are numbers. */
export function checkUnits({ exports, checker }: PublicApi): readonly Issue[] {
  const issues = new Map<string, Issue>();
  for (const { name, declarations } of exports) {
    for (const member of declarations.filter(isType).flatMap(membersOf)) {
      const symbol = checker.getSymbolAtLocation(member.name);
      if (symbol === undefined || !isNumber(checker.getTypeOfSymbol(symbol), checker)) continue;
      const issue = issueOf(symbol, checker);
      if (issue === undefined) continue;
      const place = placeOf(member);
      const message = `\`${name}.${symbol.name}\` ${issue.message}`;
      issues.set(`${place.file}:${place.line}`, { ...place, message, remedy: issue.remedy });
    }
  }
  return [...issues.values()];
}

function issueOf(
  symbol: ts.Symbol,
  checker: ts.TypeChecker,
): Pick<Issue, "message" | "remedy"> | undefined {
  const description = ts.displayPartsToString(symbol.getDocumentationComment(checker));
  if (INSTANT_NAME.test(symbol.name) && !/millisecond/i.test(description)) {
    return {
      message: "is an instant without a unit",
      remedy: 'Write "in epoch milliseconds" in its description',
    };
  }
  if (description !== "" || CLEAR_NAME.test(symbol.name)) return undefined;
  return { message: "is a number without a description", remedy: "Describe it with its unit" };
}

const isType = (node: ts.Node): boolean =>
  ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isClassDeclaration(node);

type Member = ts.PropertySignature | ts.PropertyDeclaration;

/** The members of a type. The description of a member describes also the object inside it. */
function membersOf(node: ts.Node): readonly Member[] {
  if (ts.isBlock(node) || isHidden(node)) return [];
  const ownProperties =
    ts.isPropertySignature(node) || ts.isPropertyDeclaration(node) ? [node] : [];
  if (ts.isTypeElement(node) && ts.getJSDocCommentsAndTags(node).length > 0) return ownProperties;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  return [...ownProperties, ...children.flatMap(membersOf)];
}

function isHidden(node: ts.Node): boolean {
  if (!ts.isPropertyDeclaration(node)) return false;
  const flags = ts.getCombinedModifierFlags(node);
  return ts.isPrivateIdentifier(node.name) || (flags & ts.ModifierFlags.Private) !== 0;
}

/** Whether the values are numbers, or numbers in other forms. Literal types name their values. */
function isNumber(type: ts.Type, checker: ts.TypeChecker): boolean {
  const present = checker.getNonNullableType(type);
  const allTypes = present.isUnion() ? present.types : [present];
  const forms = ts.TypeFlags.NumberLike | ts.TypeFlags.BigIntLike | ts.TypeFlags.StringLike;
  return (
    allTypes.some(({ flags }) => flags & ts.TypeFlags.Number) &&
    allTypes.every(({ flags }) => flags & forms)
  );
}
