import type {
  AttributeTable,
  ComparisonOperator,
  Filter,
  Query,
  QueryOperand,
  SortTerm,
} from "../ports/query.ts";
import type { Issue } from "../ports/resource.ts";
import {
  type Attribute,
  findAttribute,
  normalizerOf,
  splitOperator,
  unknownAttributeMessage,
} from "./names.ts";
import { readOperand, readPattern } from "./operand.ts";
import type { PatternCompiler } from "./patterns.ts";
import { type QueryParameter, type QueryTerm, readValues, splitParameters } from "./terms.ts";

/** The options for reading a query string. */
export interface ParseContext {
  readonly attributes: AttributeTable;
  /** Whether unknown attributes are issues. Otherwise they are ignored. */
  readonly strict: boolean;
  /** The number of items on a page when the query has no `limit`. */
  readonly defaultLimit: number;
  /** The maximum number of items on a page. */
  readonly maximumLimit: number;
  /** The compiler from `loadPatterns`. Without the compiler, a pattern is an issue. */
  readonly compile?: PatternCompiler | undefined;
}

/** A query, or all its issues. The `path` of an issue is the name of the parameter, as sent. */
export type ParseResult =
  | { readonly query: Query }
  | { readonly issues: readonly Issue[] }
  | { readonly unreadable: string };

/** The filters and reserved parameters read so far. */
interface QueryDraft {
  readonly groups: Map<string, Filter[]>;
  readonly issues: Issue[];
  readonly fields: string[];
  readonly sort: SortTerm[];
  /** Whether `fields` names at least one attribute. */
  hasFields: boolean;
  patterns: number;
  offset?: number;
  limit?: number;
}

const createDraft = (): QueryDraft => ({
  groups: new Map(),
  issues: [],
  fields: [],
  sort: [],
  hasFields: false,
  patterns: 0,
});

/** The maximum number of patterns in a query. Each pattern is searched for in every candidate. */
const maxPatterns = 5;

const reservedNames: ReadonlySet<string> = new Set(["offset", "limit", "fields", "sort", "filter"]);

/**
 * Reads a TMF630 query string without its `?`. Parameters are joined by AND. Values in a comma
 * list, terms with `;`, and repeated attributes with the same operator are joined by OR, for `ne`
 * by AND.
 */
export function parseQuery(raw: string, context: ParseContext): ParseResult {
  const splitQuery = splitParameters(raw);
  if ("unreadable" in splitQuery) return splitQuery;
  const draft = createDraft();
  for (const parameter of splitQuery.parameters) readParameter(parameter, draft, context);
  return finishDraft(draft, context);
}

/** Reads `fields` only, as for one resource by id; ignores all other parameters. */
export function parseFields(raw: string, context: ParseContext): ParseResult {
  const split = splitParameters(raw);
  if ("unreadable" in split) return split;
  const draft = createDraft();
  for (const parameter of split.parameters) {
    if (parameter[0]?.name === "fields") readParameter(parameter, draft, context);
  }
  return finishDraft(draft, context);
}

function finishDraft(draft: QueryDraft, context: ParseContext): ParseResult {
  if (draft.issues.length > 0) return { issues: draft.issues };
  return {
    query: {
      where: joinGroups(draft.groups),
      sort: draft.sort,
      offset: draft.offset ?? 0,
      limit: Math.min(draft.limit ?? context.defaultLimit, context.maximumLimit),
      fields: draft.hasFields ? draft.fields : undefined,
    },
  };
}

function readParameter(parameter: QueryParameter, draft: QueryDraft, context: ParseContext): void {
  const firstTerm = parameter[0];
  if (firstTerm && reservedNames.has(firstTerm.name)) {
    const text = parameter.map((term) => term.text).join(";");
    readReserved(firstTerm.name, firstTerm.op === undefined ? text : "?", draft, context);
    return;
  }
  const filters = parameter.flatMap((term) => {
    const keyedFilter = readFilter(term, draft, context);
    return keyedFilter ? [keyedFilter] : [];
  });
  const onlyFilter = filters[0];
  if (!onlyFilter) return;
  const key = parameter.length === 1 ? onlyFilter.key : `;${draft.groups.size}`;
  const group = draft.groups.get(key) ?? [];
  group.push(...filters.map((read) => read.filter));
  draft.groups.set(key, group);
}

/** Joins the comparisons of an attribute and operator by OR, for `ne` by AND. */
function joinGroups(groups: ReadonlyMap<string, readonly Filter[]>): Filter | undefined {
  const joinedFilters = [...groups].map(([key, groupFilters]): Filter => {
    const only = groupFilters[0];
    if (groupFilters.length === 1 && only) return only;
    if (key.endsWith(" eq") && only?.kind === "compare") {
      const operands = groupFilters.flatMap((each) =>
        each.kind === "compare" ? each.operands : [],
      );
      return { ...only, op: "in", operands };
    }
    return { kind: key.endsWith(" ne") ? "and" : "or", of: groupFilters };
  });
  return joinedFilters.length > 1 ? { kind: "and", of: joinedFilters } : joinedFilters[0];
}

function readFilter(
  term: QueryTerm,
  draft: QueryDraft,
  context: ParseContext,
): { readonly key: string; readonly filter: Filter } | undefined {
  const splitName =
    term.op === undefined
      ? splitOperator(term.name, context.attributes)
      : { name: term.name, op: term.op };
  const knownAttribute = findAttribute(splitName.name, context.attributes);
  // A filter on an unknown attribute never widens a list. Only resources with the attribute match.
  const attribute = knownAttribute ?? extensionAttribute(splitName.name);
  if (!knownAttribute && context.strict) {
    addParameterIssue(
      draft,
      term.name,
      unknownAttributeMessage(splitName.name, context.attributes),
    );
    return undefined;
  }
  const op = splitName.op ?? "eq";
  if (op === "regex" && ++draft.patterns > maxPatterns) {
    addParameterIssue(
      draft,
      term.name,
      `has too many patterns: a query has at most ${maxPatterns}`,
    );
    return undefined;
  }
  const isChecked = context.strict && (op === "eq" || op === "ne" || op === "in");
  const operandContext = { kind: attribute.kind, values: isChecked ? attribute.values : undefined };
  if (attribute.kind === "object" && !context.strict) {
    return { key: `${splitName.name} object`, filter: { kind: "or", of: [] } };
  }
  const texts = op === "regex" ? [term.text] : valuesOf(term, attribute.path);
  const operands: QueryOperand[] = [];
  for (const text of texts) {
    const result =
      op === "regex"
        ? readPattern(text, context.compile, attribute.kind)
        : readOperand(text, operandContext);
    if ("wrong" in result) addParameterIssue(draft, term.name, result.wrong);
    else operands.push(result.operand);
  }
  const key = `${splitName.name} ${op === "in" ? "eq" : op}`;
  return { key, filter: createComparisons(attribute.path, op, operands) };
}

/** Reads the values of a filter: telephone numbers and vouchers in their normal form. */
function valuesOf({ text }: QueryTerm, path: readonly string[]): readonly string[] {
  const values = readValues(text);
  const normalize = normalizerOf(path);
  return normalize ? values.map(normalize) : values;
}

/** Creates an attribute that the contract does not have, for a member that a client added. */
function extensionAttribute(name: string): Attribute {
  return { path: name.split("."), kind: "string" };
}

/**
 * Creates comparisons. Equality with several values is one `in`, which can use an index. Other
 * comparisons are joined by OR.
 */
function createComparisons(
  path: readonly string[],
  op: ComparisonOperator,
  operands: readonly QueryOperand[],
): Filter {
  if (op === "in" || op === "eq") {
    const joinedOperator = operands.length === 1 ? "eq" : "in";
    return { kind: "compare", path, op: joinedOperator, operands };
  }
  const comparisons = operands.map(
    (operand): Filter => ({ kind: "compare", path, op, operands: [operand] }),
  );
  const only = comparisons[0];
  if (comparisons.length === 1 && only) return only;
  return { kind: op === "ne" ? "and" : "or", of: comparisons };
}

function readReserved(name: string, text: string, draft: QueryDraft, context: ParseContext): void {
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
      addParameterIssue(draft, name, "use attributes, such as status=active");
  }
}

function readCount(name: "offset" | "limit", text: string, draft: QueryDraft): void {
  if (!/^\d+$/.test(text)) addParameterIssue(draft, name, "must be a whole number, 0 or more");
  else if (draft[name] !== undefined) addParameterIssue(draft, name, "is given twice");
  else draft[name] = Math.min(Number(text), Number.MAX_SAFE_INTEGER);
}

/** Reads `fields`. An empty `fields=` has no effect. */
function readFields(text: string, draft: QueryDraft, context: ParseContext): void {
  for (const field of text.split(",").map((each) => each.trim())) {
    if (field === "") continue;
    const foundAttribute = field === "none" || findAttribute(field, context.attributes);
    if (!foundAttribute && context.strict) {
      addParameterIssue(draft, "fields", unknownAttributeMessage(field, context.attributes));
    }
    draft.hasFields = true;
    if (foundAttribute && field !== "none") draft.fields.push(field);
  }
}

function readSort(text: string, draft: QueryDraft, context: ParseContext): void {
  for (const writtenTerm of text.split(",")) {
    const key = writtenTerm.trim();
    if (key === "") continue;
    const name = key.replace(/^[+-]/, "");
    const attribute = findAttribute(name, context.attributes);
    if (attribute) draft.sort.push({ path: attribute.path, descending: key.startsWith("-") });
    else if (context.strict)
      addParameterIssue(draft, "sort", unknownAttributeMessage(name, context.attributes));
  }
}

function addParameterIssue(draft: QueryDraft, parameter: string, message: string): void {
  draft.issues.push({ path: parameter.slice(0, 80), code: "queryParameter", message });
}
