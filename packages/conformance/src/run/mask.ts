/** Credentials do not belong into a report that is handed on. */
const secret = /auth|cookie|token|secret|password|credential|api-?key|^x-.*key|client[_-]id/i;

/** Headers with the values of those that carry credentials masked. */
export function maskHeaders(
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      secret.test(name) && !/^www-authenticate$/i.test(name) ? "(masked)" : value,
    ]),
  );
}
