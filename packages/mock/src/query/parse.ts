import type {
  AttributeTable,
  ComparisonOperator,
  Filter,
  Operand,
  Query,
  SortKey,
} from "../ports/query.ts";
import { findAttribute, splitOperator, unknownAttribute } from "./names.ts";
import { readOperand, readPattern } from "./operand.ts";
import type { PatternCompiler } from "./patterns.ts";
import { type Parameter, readValues, splitParameters, type Term } from "./terms.ts";

/** How a query string is read. */
export type ParseContext = {
  readonly attributes: AttributeTable;
  /** Unknown attributes are problems; otherwise what names them is left out. */
  readonly strict: boolean;
  /** Items on a page when `limit` is absent, and at most. */
  readonly defaultLimit: number;
  readonly maximumLimit: number;
  /** From `loadPatterns`; without it a pattern is a problem. */
  readonly compile?: PatternCompiler | undefined;
};

/** What is wrong with a query string; `parameter` is the name as it was written. */
export type Problem = { readonly parameter: string; readonly message: string };

/** A query, or every problem of it at once. */
export type ParseResult =
  | { readonly query: Query }
  | { readonly problems: readonly Problem[] }
  | { readonly unreadable: string };

/** Filters and the four reserved parameters, gathered while reading. */
type Draft = {
  readonly groups: Map<string, Filter[]>;
  readonly problems: Problem[];
  readonly fields: string[];
  readonly sort: SortKey[];
  named: boolean;
  patterns: number;
  offset?: number;
  limit?: number;
};

const newDraft = (): Draft => ({
  groups: new Map(),
  problems: [],
  fields: [],
  sort: [],
  named: false,
  patterns: 0,
});

/** Each is searched for in every candidate. */
const mostPatterns = 5;

const reserved: ReadonlySet<string> = new Set(["offset", "limit", "fields", "sort", "filter"]);

/**
 * Reads a TMF630 query string (no `?`). Parameters are joined by AND; a comma list, a `;` and the
 * same attribute and operator repeated by OR, where for `ne` neither may match.
 */
export function parseQuery(raw: string, context: ParseContext): ParseResult {
  const split = splitParameters(raw);
  if ("unreadable" in split) return split;
  const draft = newDraft();
  for (const parameter of split.parameters) readParameter(parameter, draft, context);
  return finish(draft, context);
}

/** Reads `fields` alone, as for one resource by id, where nothing else says anything. */
export function parseFields(raw: string, context: ParseContext): ParseResult {
  const split = splitParameters(raw);
  if ("unreadable" in split) return split;
  const draft = newDraft();
  for (const parameter of split.parameters) {
    if (parameter[0]?.name === "fields") readParameter(parameter, draft, context);
  }
  return finish(draft, context);
}

function finish(draft: Draft, context: ParseContext): ParseResult {
  if (draft.problems.length > 0) return { problems: draft.problems };
  return {
    query: {
      where: joinGroups(draft.groups),
      sort: draft.sort,
      offset: draft.offset ?? 0,
      limit: Math.min(draft.limit ?? context.defaultLimit, context.maximumLimit),
      fields: draft.named ? draft.fields : undefined,
    },
  };
}

function readParameter(parameter: Parameter, draft: Draft, context: ParseContext): void {
  const first = parameter[0];
  if (first && reserved.has(first.name)) {
    const text = parameter.map((term) => term.text).join(";");
    readReserved(first.name, first.op === undefined ? text : "?", draft, context);
    return;
  }
  const filters = parameter.flatMap((term) => {
    const read = readFilter(term, draft, context);
    return read ? [read] : [];
  });
  const only = filters[0];
  if (!only) return;
  const key = parameter.length === 1 ? only.key : `;${draft.groups.size}`;
  const group = draft.groups.get(key) ?? [];
  group.push(...filters.map((read) => read.filter));
  draft.groups.set(key, group);
}

/** One group per attribute and operator: an OR of its members, for `ne` an AND. */
function joinGroups(groups: ReadonlyMap<string, readonly Filter[]>): Filter | undefined {
  const joined = [...groups].map(([key, of]): Filter => {
    const only = of[0];
    if (of.length === 1 && only) return only;
    if (key.endsWith(" eq") && only?.kind === "compare") {
      const operands = of.flatMap((each) => (each.kind === "compare" ? each.operands : []));
      return { ...only, op: "in", operands };
    }
    return { kind: key.endsWith(" ne") ? "and" : "or", of };
  });
  return joined.length > 1 ? { kind: "and", of: joined } : joined[0];
}

function readFilter(
  term: Term,
  draft: Draft,
  context: ParseContext,
): { readonly key: string; readonly filter: Filter } | undefined {
  const named =
    term.op === undefined
      ? splitOperator(term.name, context.attributes)
      : { name: term.name, op: term.op };
  const attribute = findAttribute(named.name, context.attributes);
  if (!attribute) {
    if (context.strict) report(draft, term.name, unknownAttribute(named.name, context.attributes));
    return undefined;
  }
  const op = named.op ?? "eq";
  if (op === "regex" && ++draft.patterns > mostPatterns) {
    report(draft, term.name, `is one pattern too many: a query has at most ${mostPatterns}`);
    return undefined;
  }
  const known = context.strict && (op === "eq" || op === "ne" || op === "in");
  const operandContext = { kind: attribute.kind, values: known ? attribute.values : undefined };
  if (attribute.kind === "object" && !context.strict) return undefined;
  const texts = op === "regex" ? [term.text] : readValues(term.text);
  const operands: Operand[] = [];
  for (const text of texts) {
    const result =
      op === "regex"
        ? readPattern(text, context.compile, attribute.kind)
        : readOperand(text, operandContext);
    if ("wrong" in result) report(draft, term.name, result.wrong);
    else operands.push(result.operand);
  }
  const key = `${named.name} ${op === "in" ? "eq" : op}`;
  return { key, filter: comparisons(attribute.path, op, operands) };
}

/** Equality with several values is one `in`, which an index serves; order and patterns are an OR. */
function comparisons(
  path: readonly string[],
  op: ComparisonOperator,
  operands: readonly Operand[],
): Filter {
  if (op === "in" || op === "eq") {
    const joined = operands.length === 1 ? "eq" : "in";
    return { kind: "compare", path, op: joined, operands };
  }
  const each = operands.map(
    (operand): Filter => ({ kind: "compare", path, op, operands: [operand] }),
  );
  const only = each[0];
  if (each.length === 1 && only) return only;
  return { kind: op === "ne" ? "and" : "or", of: each };
}

function readReserved(name: string, text: string, draft: Draft, context: ParseContext): void {
  switch (name) {
    case "offset":
    case "limit":
      readCount(name, text, draft);
      return;
    case "fields":
      readFields(text, draft, context);
      return;
    case "sort":
      readSort(text, draft, context);
      return;
    default:
      if (context.strict) report(draft, name, "filter expressions are not supported");
  }
}

function readCount(name: "offset" | "limit", text: string, draft: Draft): void {
  if (!/^\d{1,15}$/.test(text)) report(draft, name, "must be a whole number, 0 or more");
  else if (draft[name] !== undefined) report(draft, name, "is given twice");
  else draft[name] = Number(text);
}

/** `fields=` alone says nothing and is read as absent. */
function readFields(text: string, draft: Draft, context: ParseContext): void {
  for (const field of text.split(",").map((each) => each.trim())) {
    if (field === "") continue;
    const known = field === "none" || findAttribute(field, context.attributes);
    if (!known && context.strict) {
      report(draft, "fields", unknownAttribute(field, context.attributes));
    }
    draft.named = true;
    if (known && field !== "none") draft.fields.push(field);
  }
}

function readSort(text: string, draft: Draft, context: ParseContext): void {
  for (const written of text.split(",")) {
    const key = written.trim();
    if (key === "") continue;
    const name = key.replace(/^[+-]/, "");
    const attribute = findAttribute(name, context.attributes);
    if (attribute) draft.sort.push({ path: attribute.path, descending: key.startsWith("-") });
    else if (context.strict) report(draft, "sort", unknownAttribute(name, context.attributes));
  }
}

function report(draft: Draft, parameter: string, message: string): void {
  draft.problems.push({ parameter: parameter.slice(0, 80), message });
}
