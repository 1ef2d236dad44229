/** Masking of credentials, which must not be in a report. */
const secretNamePattern =
  /auth|cookie|token|secret|password|credential|api-?key|^x-.*key|client[_-]id/i;

/** Headers with masked credentials. */
export function maskHeaders(
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      secretNamePattern.test(name) && !/^www-authenticate$/i.test(name) ? "(masked)" : value,
    ]),
  );
}
