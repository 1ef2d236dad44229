/** Symbols of TypeScript. */
import ts from "typescript";

/** Returns the symbol that an alias, such as an export of another module, stands for. */
export function targetOf(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** Whether a symbol is a value, not only a type. */
export function isValue(checker: ts.TypeChecker, symbol: ts.Symbol): boolean {
  return (targetOf(checker, symbol).flags & ts.SymbolFlags.Value) !== 0;
}
