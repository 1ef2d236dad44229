import { afterEach, describe, expect, test, vi } from "vitest";
import { isUri } from "./formats.ts";

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

describe("uri", () => {
  test.each(uris)("%j is %s", (text, valid) => {
    expect(isUri(text)).toBe(valid);
  });
});

test.each([undefined, null, 0, {}, [], new Date(0)])("%o is not a URI", (value) => {
  expect(isUri(value)).toBe(false);
});

/** Starts of texts that make a bad pattern backtrack. */
const hostile = ["a:", "http://", "http://[", "http://a/", "http://@", "a:%"];

test.each(hostile)("%j and 200,000 characters take linear time", (start) => {
  for (const fill of ["a", "@", ":", "%20", "[", "1", ".", "/", "?", "#"]) {
    const text = start + fill.repeat(2e5 / fill.length);
    const from = performance.now();
    isUri(text);
    isUri(`${text}\u0000`);
    expect(performance.now() - from).toBeLessThan(1000);
  }
});

describe("a runtime with only a part of the URL class", () => {
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
