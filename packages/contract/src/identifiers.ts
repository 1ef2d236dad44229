/** A number with a country code behind `+`, `00` or `tel:`, with the separators of RFC 3966. */
const INTERNATIONAL = /^(?:tel:)?\s*(?:\+|00)?\s*([1-9][\d\s().-]*\d)$/i;

/**
 * A telephone number as one text: `+34 600 000 101`, `tel:+34600000101` and `0034600000101` are
 * `34600000101`. Any other id stays as it is, such as an ICCID or an account name.
 */
export function normalizeNumber(id: string): string {
  // Digits without a prefix are the usual form and stay unchanged.
  if (!/^(?:tel:|\s*\+|00)/i.test(id)) return id;
  const digits = INTERNATIONAL.exec(id.split(";")[0]?.trim() ?? "")?.[1]?.replace(/\D/g, "") ?? "";
  // E.164 has up to 15 digits; fewer than seven are a short code or not a number.
  return digits.length >= 7 && digits.length <= 15 ? digits : id;
}

/** A voucher code as one text: case, blanks and dashes do not matter. */
export const normalizeVoucherCode = (code: string): string =>
  code.replace(/[\s\u2010-\u2015-]/g, "").toUpperCase();
