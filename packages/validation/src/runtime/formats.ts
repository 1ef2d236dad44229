const DATE_TIME =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])t(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;

const URI =
  /^[a-z][a-z\d+.-]*:(?:\/\/(?:(?:[\w.~!$&'()*+,;=:-]|%[\da-f]{2})*@)?(?:\[([\da-f:.]+|v[\da-f]+\.[\w.~!$&'()*+,;=:-]+)\]|(?:[\w.~!$&'()*+,;=-]|%[\da-f]{2})*)(?::\d*)?(?:\/(?:[\w.~!$&'()*+,;=:@/-]|%[\da-f]{2})*)?|(?!\/\/)(?:[\w.~!$&'()*+,;=:@/-]|%[\da-f]{2})*)(?:\?(?:[\w.~!$&'()*+,;=:@/?-]|%[\da-f]{2})*)?(?:#(?:[\w.~!$&'()*+,;=:@/?-]|%[\da-f]{2})*)?$/i;
const GROUP = /^[\da-f]{1,4}$/i;
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

const number = (text: string, start: number): number =>
  (text.charCodeAt(start) - 48) * 10 + text.charCodeAt(start + 1) - 48;

function daysInMonth(text: string): number {
  const month = number(text, 5);
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  const century = number(text, 0);
  const year = number(text, 2);
  return year % 4 === 0 && (year !== 0 || century % 4 === 0) ? 29 : 28;
}

/** A leap second is inserted as 23:59:60 UTC and nowhere else. */
function isLeapSecond(text: string): boolean {
  const zone = text.length - 6;
  const sign = text[zone];
  const isOffset = sign === "+" || sign === "-";
  const minutes = number(text, 11) * 60 + number(text, 14);
  const offset = isOffset ? number(text, zone + 1) * 60 + number(text, zone + 4) : 0;
  const utc = sign === "-" ? minutes + offset : minutes - offset;
  return (utc + 1440) % 1440 === 1439;
}

/** RFC 3339 section 5.6 `date-time`: an offset is mandatory and the day exists. */
export const isDateTime = (value: unknown): value is string =>
  typeof value === "string" &&
  DATE_TIME.test(value) &&
  (value.charCodeAt(8) < 50 || number(value, 8) <= daysInMonth(value)) &&
  (value.charCodeAt(17) !== 54 || isLeapSecond(value));

/** Groups of 16 bits in a part of an IPv6 address; NaN when it is none. */
function groups(part: string, isLast: boolean): number {
  if (part === "") return 0;
  const texts = part.split(":");
  return texts.reduce((sum, text, index) => {
    if (GROUP.test(text)) return sum + 1;
    return isLast && index === texts.length - 1 && IPV4.test(text) ? sum + 2 : Number.NaN;
  }, 0);
}

function isIpv6(text: string): boolean {
  const [head = "", tail, ...more] = text.split("::");
  if (more.length > 0) return false;
  if (tail === undefined) return groups(head, true) === 8;
  return groups(head, false) + groups(tail, true) <= 7;
}

/** RFC 3986 section 3 `URI`: absolute, with a scheme, every character one that may stand there. */
export function isUri(value: unknown): value is string {
  if (typeof value !== "string" || !URI.test(value)) return false;
  if (!value.includes("[")) return true;
  const literal = URI.exec(value)?.[1];
  return literal === undefined || /^v/i.test(literal) || isIpv6(literal);
}
