/** A matcher of a test framework inside an expected value, such as `expect.any(Number)`. */
interface AsymmetricMatcher {
  asymmetricMatch(actual: unknown): boolean;
  toAsymmetricMatcher?(): string;
}

type Members = Readonly<Record<string, unknown>>;

/**
 * Returns the differences between a value and a partial value. Members that the partial value lacks
 * do not count. Arrays must have the same length. The list is empty when the values match.
 */
export function findDifferences(expected: unknown, actual: unknown, path = ""): readonly string[] {
  const isSame = isAsymmetric(expected)
    ? expected.asymmetricMatch(actual)
    : Object.is(expected, actual);
  if (isSame) return [];
  const areBothArrays = Array.isArray(expected) && Array.isArray(actual);
  if (areBothArrays && expected.length === actual.length) {
    return expected.flatMap((each, index) =>
      findDifferences(each, actual[index], memberPath(path, index)),
    );
  }
  if (isObject(expected) && isObject(actual)) {
    return Object.entries(expected).flatMap(([name, each]) => {
      return findDifferences(
        each,
        Object.hasOwn(actual, name) ? actual[name] : undefined,
        memberPath(path, name),
      );
    });
  }
  const foundText = actual === undefined ? "is missing" : `is ${valueText(actual)}`;
  return [`${path || "the body"} ${foundText}, not ${valueText(expected)}`];
}

const longestText = 200;

/** A value as one line of text, at most 200 characters. */
export function valueText(value: unknown): string {
  if (value === undefined) return "undefined";
  if (isAsymmetric(value)) return matcherName(value);
  const names: string[] = [];
  const mark = "\u0001";
  const json = JSON.stringify(value, (_, member: unknown) => {
    if (typeof member === "bigint") return `${member}`;
    if (!isAsymmetric(member)) return member;
    names.push(matcherName(member));
    return mark;
  });
  const text = (json ?? String(value)).replaceAll(JSON.stringify(mark), () => names.shift() ?? "");
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}

function matcherName(matcher: AsymmetricMatcher): string {
  return matcher.toAsymmetricMatcher?.() ?? String(matcher);
}

function memberPath(path: string, name: string | number): string {
  if (typeof name === "number") return `${path}[${name}]`;
  return path === "" ? name : `${path}.${name}`;
}

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isAsymmetric(value: unknown): value is AsymmetricMatcher {
  const matcher = value as Partial<AsymmetricMatcher> | null | undefined;
  return typeof value === "object" && typeof matcher?.asymmetricMatch === "function";
}
