import ts from "typescript";

/** One small, wrong change to a source file. */
export type Mutant = {
  readonly file: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly was: string;
};

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

/** Words that a sentence, not a decision, is made of are left alone. */
const isText = (node: ts.Node): boolean =>
  ts.isTypeNode(node) ||
  ts.isImportDeclaration(node) ||
  ts.isExportDeclaration(node) ||
  ts.isTypeAliasDeclaration(node);

const replacements = (node: ts.Node, source: ts.SourceFile): [ts.Node, string][] => {
  if (ts.isBinaryExpression(node)) {
    const other = operators.get(node.operatorToken.kind);
    const isNullish = node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken;
    if (isNullish) return [[node, node.right.getText(source)]];
    return other === undefined ? [] : [[node.operatorToken, other]];
  }
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [[node, "false"]];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [[node, "true"]];
  if (ts.isConditionalExpression(node)) {
    return [
      [node.condition, "true"],
      [node.condition, "false"],
    ];
  }
  if (ts.isIfStatement(node)) {
    return [
      [node.expression, "true"],
      [node.expression, "false"],
    ];
  }
  if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression)) return [[node, ";"]];
  const isMember = ts.isObjectLiteralExpression(node) || ts.isSpreadElement(node);
  if (isMember && ts.isArrayLiteralExpression(node.parent)) {
    return [[node, ts.isSpreadElement(node) ? "...[]" : `...([] as const)`]];
  }
  if (ts.isIdentifier(node) && ts.isArrayLiteralExpression(node.parent)) return [[node, "...[]"]];
  return [];
};

/** Every mutant of a file. */
export const mutantsOf = (file: string, code: string): Mutant[] => {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.ES2022, true);
  const mutants: Mutant[] = [];
  const visit = (node: ts.Node): void => {
    if (isText(node)) return;
    for (const [target, text] of replacements(node, source)) {
      const [start, end] = [target.getStart(source), target.getEnd()];
      const line = source.getLineAndCharacterOfPosition(start).line + 1;
      mutants.push({ file, line, start, end, text, was: code.slice(start, end) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return mutants;
};
