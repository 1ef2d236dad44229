import ts from "typescript";

/** One small, wrong change to a source file. */
export interface Mutant {
  /** Its number among all mutants, from 1, with which the changed source calls the switch. */
  readonly number: number;
  readonly file: string;
  readonly line: number;
  /** Its line of the source, trimmed. */
  readonly source: string;
  readonly was: string;
  readonly text: string;
}

const operators = new Map<ts.SyntaxKind, string>([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, "!=="],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, "==="],
  [ts.SyntaxKind.LessThanToken, "<="],
  [ts.SyntaxKind.LessThanEqualsToken, "<"],
  [ts.SyntaxKind.GreaterThanToken, ">="],
  [ts.SyntaxKind.GreaterThanEqualsToken, ">"],
  [ts.SyntaxKind.PlusToken, "-"],
  [ts.SyntaxKind.MinusToken, "+"],
  [ts.SyntaxKind.AsteriskToken, "/"],
  [ts.SyntaxKind.AmpersandAmpersandToken, "||"],
  [ts.SyntaxKind.BarBarToken, "&&"],
]);

const otherMethods = new Map([
  ["Math.min", "Math.max"],
  ["Math.max", "Math.min"],
]);

/** Whether a node is a type, an import or an export, which have no mutants. */
const isText = (node: ts.Node): boolean =>
  ts.isTypeNode(node) ||
  ts.isImportDeclaration(node) ||
  ts.isExportDeclaration(node) ||
  ts.isTypeAliasDeclaration(node);

/** A wrong text for a node, and a shorter form of it for the report. */
interface Replacement {
  readonly text: string;
  readonly was: string;
  readonly shown?: string;
}

const isListed = (node: ts.Node): boolean =>
  ts.isArrayLiteralExpression(node.parent) &&
  (ts.isObjectLiteralExpression(node) || ts.isSpreadElement(node) || ts.isIdentifier(node));

const isCondition = (node: ts.Node): boolean =>
  (ts.isConditionalExpression(node.parent) && node.parent.condition === node) ||
  (ts.isIfStatement(node.parent) && node.parent.expression === node);

const isStatement = (node: ts.Node): boolean =>
  ts.isCallExpression(node) && ts.isExpressionStatement(node.parent);

function operatorsOf(node: ts.Node): Replacement[] {
  if (ts.isBinaryExpression(node)) {
    const [left, right] = [node.left.getText(), node.right.getText()];
    const was = node.operatorToken.getText();
    if (was === "??") return [{ text: right, was: node.getText() }];
    const shown = operators.get(node.operatorToken.kind);
    return shown === undefined ? [] : [{ text: `(${left}) ${shown} (${right})`, was, shown }];
  }
  if (!ts.isPrefixUnaryExpression(node)) return [];
  const isReversible = [ts.SyntaxKind.ExclamationToken, ts.SyntaxKind.MinusToken].includes(
    node.operator,
  );
  return isReversible ? [{ text: node.operand.getText(), was: node.getText() }] : [];
}

function replacementsOf(node: ts.Node): Replacement[] {
  const was = node.getText();
  const wrongs = operatorsOf(node);
  if (node.kind === ts.SyntaxKind.TrueKeyword) wrongs.push({ text: "false", was });
  if (node.kind === ts.SyntaxKind.FalseKeyword) wrongs.push({ text: "true", was });
  if (isCondition(node)) wrongs.push({ text: "true", was }, { text: "false", was });
  if (isStatement(node)) wrongs.push({ text: "undefined", was, shown: "nothing" });
  if (isListed(node)) wrongs.push({ text: "[]", was, shown: "nothing" });
  const other = ts.isPropertyAccessExpression(node) ? otherMethods.get(was) : undefined;
  return other === undefined ? wrongs : [...wrongs, { text: other, was }];
}

/** The mutants of a file, and a text with all of them, in which `isMutant(number)` selects one. */
export function mutantsOf(file: string, code: string, firstNumber: number) {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.ES2022, true);
  const mutants: Mutant[] = [];

  /** One mutant is active at a time, so a wrong text has no switches in it. */
  const chooseBranch = (node: ts.Node, right: string): string => {
    const wrongs = ts.isSourceFile(node) ? [] : replacementsOf(node);
    if (wrongs.length === 0) return right;
    const mutatedNode = ts.isBinaryExpression(node) ? node.operatorToken : node;
    const cases = wrongs.map(({ text, was, shown = text }) => {
      const number = firstNumber + mutants.length;
      const { line } = source.getLineAndCharacterOfPosition(mutatedNode.getStart());
      const own = (code.split("\n")[line] ?? "").trim();
      mutants.push({ number, file, line: line + 1, source: own, was, text: shown });
      return `isMutant(${number}) ? ${text} : `;
    });
    if (!isListed(node)) return `(${cases.join("")}(${right}))`;
    const items = ts.isSpreadElement(node) ? right.slice("...".length) : `[${right}]`;
    return `...(${cases.join("")}${items})`;
  };

  const emitNode = (node: ts.Node): string => {
    if (isText(node)) return node.getText();
    let [text, at] = ["", node.getStart()];
    ts.forEachChild(node, (child) => {
      text += code.slice(at, child.getStart()) + emitNode(child);
      at = child.getEnd();
    });
    return chooseBranch(node, text + code.slice(at, node.getEnd()));
  };

  const text = emitNode(source);
  return { mutants, text };
}
