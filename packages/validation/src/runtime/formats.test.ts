import { afterEach, describe, expect, test, vi } from "vitest";
import { isDateTime, isUri } from "./formats.ts";

const dateTimes: readonly [text: string, valid: boolean][] = [
  ["1963-06-19T08:30:06.283185Z", true],
  ["1963-06-19T08:30:06Z", true],
  ["1937-01-01T12:00:27.87+00:20", true],
  ["1990-12-31T15:59:50.123-08:00", true],
  ["1998-12-31T23:59:60Z", true],
  ["1998-12-31T15:59:60.123-08:00", true],
  ["1998-12-31T23:59:61Z", false],
  ["1998-12-31T23:58:60Z", false],
  ["1998-12-31T22:59:60Z", false],
  ["1999-01-01T00:29:60+00:30", true],
  ["1972-06-30T23:59:60Z", true],
  ["0001-01-01T05:29:60+05:30", true],
  ["1990-02-31T15:59:59.123-08:00", false],
  ["1990-12-31T15:59:59-24:00", false],
  ["1963-06-19T08:30:06.28123+01:00Z", false],
  ["06/19/1963 08:30:06 PST", false],
  ["1963-06-19t08:30:06.283185z", true],
  ["2013-350T01:01:01", false],
  ["1963-6-19T08:30:06.283185Z", false],
  ["1963-06-1T08:30:06.283185Z", false],
  ["1963-06-1\u09eaT00:00:00Z", false],
  ["1963-06-11T0\u09ea:00:00Z", false],
  ["2024-02-29T00:00:00Z", true],
  ["2023-02-29T00:00:00Z", false],
  ["2000-02-29T00:00:00Z", true],
  ["1900-02-29T00:00:00Z", false],
  ["2026-04-31T00:00:00Z", false],
  ["2026-12-31T00:00:00Z", true],
  ["0000-01-01T00:00:00Z", true],
  ["2026-00-10T00:00:00Z", false],
  ["2026-13-10T00:00:00Z", false],
  ["2026-01-00T00:00:00Z", false],
  ["2026-01-32T00:00:00Z", false],
  ["2026-01-01T24:00:00Z", false],
  ["2026-01-01T00:60:00Z", false],
  ["2026-01-01T00:00:00", false],
  ["2026-01-01T00:00:00+0200", false],
  ["2026-01-01T00:00:00+02", false],
  ["2026-01-01T00:00:00.Z", false],
  ["2026-01-01 00:00:00Z", false],
  ["2026-01-01", false],
  [" 2026-01-01T00:00:00Z", false],
  ["2026-01-01T00:00:00Z\n", false],
  ["+002026-01-01T00:00:00Z", false],
  ["", false],
];

const uris: readonly [text: string, valid: boolean][] = [
  ["http://foo.bar/?baz=qux#quux", true],
  ["http://foo.com/blah_(wikipedia)_blah#cite-1", true],
  ["http://foo.bar/?q=Test%20URL-encoded%20stuff", true],
  ["http://xn--nw2a.xn--j6w193g/", true],
  ["http://-.~_!$&'()*+,;=:%40:80%2f::::::@example.com", true],
  ["http://223.255.255.254", true],
  ["ftp://ftp.is.co.za/rfc/rfc1808.txt", true],
  ["http://www.ietf.org/rfc/rfc2396.txt", true],
  ["ldap://[2001:db8::7]/c=GB?objectClass?one", true],
  ["mailto:John.Doe@example.com", true],
  ["news:comp.infosystems.www.servers.unix", true],
  ["tel:+1-816-555-1212", true],
  ["urn:oasis:names:specification:docbook:dtd:xml:4.1.2", true],
  ["https://[::ffff:192.0.2.1]:8080/a", true],
  ["https://[v1.fe80::a+en1]/", true],
  ["https://user:pass@host:/?", true],
  ["file:///etc/hosts", true],
  ["a:", true],
  ["A+-.9:/", true],
  ["http://", true],
  ["urn:a@b:c//d", true],
  ["//foo.bar/?baz=qux#quux", false],
  ["/abc", false],
  ["\\\\WINDOWS\\fileshare", false],
  ["abc", false],
  ["http:// shouldfail.com", false],
  [":// should fail", false],
  ["bar,baz:foo", false],
  ["https://[@example.org/test.txt", false],
  ["https://example.org/foobar\\.txt", false],
  ["https://example.org/foobar<>.txt", false],
  ["https://example.org/foobar{}.txt", false],
  ["https://example.org/foobar^.txt", false],
  ["https://example.org/foobar`.txt", false],
  ["https://example.org/foo bar.txt", false],
  ["https://example.org/foobar|.txt", false],
  ["https://example.org/\u00e9", false],
  ["http://a/%zz", false],
  ["http://a/%2", false],
  ["http://[1:2:3:4:5:6:7]/", false],
  ["http://[1::2::3]/", false],
  ["http://[::256.0.0.1]/", false],
  ["http://[::1", false],
  ["http://a]/", false],
  ["http://a/[b]", false],
  ["http://a#b#c", false],
  ["http://a:8x/", false],
  ["http://a@b@c/", false],
  ["1a:b", false],
  ["", false],
];

describe("date-time", () => {
  test.each(dateTimes)("%j is %s", (text, valid) => {
    expect(isDateTime(text)).toBe(valid);
  });
});

describe("uri", () => {
  test.each(uris)("%j is %s", (text, valid) => {
    expect(isUri(text)).toBe(valid);
  });
});

test.each([undefined, null, 0, {}, [], new Date(0)])("%o is neither", (value) => {
  expect(isDateTime(value) || isUri(value)).toBe(false);
});

/** Starts of texts that make a bad pattern backtrack. */
const hostile = [
  "a:",
  "http://",
  "http://[",
  "http://a/",
  "http://@",
  "a:%",
  "2026-01-01T00:00:00.",
];

test.each(hostile)("%j and 200,000 characters take linear time", (start) => {
  for (const fill of ["a", "@", ":", "%20", "[", "1", ".", "/", "?", "#"]) {
    const text = start + fill.repeat(2e5 / fill.length);
    const from = performance.now();
    isUri(text);
    isUri(`${text}\u0000`);
    isDateTime(text);
    expect(performance.now() - from).toBeLessThan(1000);
  }
});

describe("a runtime without the whole URL class", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  const withoutCanParse = class extends URL {
    static override canParse = undefined as never;
  };

  test.each([
    ["URL.canParse", withoutCanParse, true],
    ["URL", undefined, false],
  ])("without %s an address never throws", (_, stub, isKnown) => {
    vi.stubGlobal("URL", stub);
    expect(isUri("http://[::1]/")).toBe(isKnown);
    expect(isUri("http://[::zz]/")).toBe(false);
    expect(isUri("http://a.b/")).toBe(true);
  });
});
