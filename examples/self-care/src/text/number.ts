/** Country codes of one and two digits; all others have three. */
const countryCode = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])|^\d{3}/;

/** Returns the digits of a phone number, as the server knows it: `+34 600` is `34600`. */
export function digitsOf(number: string): string {
  return number.replace(/^\s*00/, "").replace(/\D/g, "");
}

/** Writes a phone number in groups, such as `+34 600 000 101`. */
export function phoneText(number: string): string {
  const digits = digitsOf(number);
  const [code = ""] = countryCode.exec(digits) ?? [];
  const groups = digits.slice(code.length).replace(/(\d{3})(?=\d{3})/g, "$1 ");
  return `+${code} ${groups}`.trim();
}
