import { expect, test } from "vitest";
import { checkCallback } from "./callback.ts";

test.each([
  ["http://localhost:8080/events", undefined],
  ["http://app.localhost/", undefined],
  ["http://127.0.0.1/x", undefined],
  ["http://127.1/x", undefined],
  ["http://2130706433/", undefined],
  ["http://[::1]:9/x", undefined],
  ["https://hooks.example.org/x", undefined],
  ["https://a.b.example.net/x", undefined],
  ["https://example.net/x", "hostNotAllowed"],
  ["https://evilexample.net/x", "hostNotAllowed"],
  ["http://10.0.0.1/x", "hostNotAllowed"],
  ["http://169.254.169.254/latest", "hostNotAllowed"],
  ["http://0.0.0.0/", "hostNotAllowed"],
  ["http://[::ffff:10.0.0.1]/", "hostNotAllowed"],
  ["http://localhost.evil.org/", "hostNotAllowed"],
  ["http://127.0.0.1@evil.org/", "hasCredentials"],
  ["http://user:pw@localhost/", "hasCredentials"],
  ["ftp://localhost/x", "notHttp"],
  ["file:///etc/passwd", "notHttp"],
  ["/relative", "notAUrl"],
  ["", "notAUrl"],
])("callback %s: %s", (callback, code) => {
  expect(checkCallback(callback, ["hooks.example.org", "*.example.net"])).toBe(code);
});
