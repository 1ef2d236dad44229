/**
 * ISO 4217 list one, by number of minor unit digits. Intl is no source for this: engines follow
 * CLDR, which differs from the standard for some fifteen currencies (HUF, IDR, IQD, ...).
 */
const codesByDigits = [
  "BIFCLPDJFGNFISKJPYKMFKRWPYGRWFUGXUYIVNDVUVXAFXOFXPF",
  "",
  "AEDAFNALLAMDAOAARSAUDAWGAZNBAMBBDBDTBMDBNDBOBBOVBRLBSDBTNBWPBYNBZDCADCDFCHECHFCHWCNYCOPCOU" +
    "CRCCUPCVECZKDKKDOPDZDEGPERNETBEURFJDFKPGBPGELGHSGIPGMDGTQGYDHKDHNLHTGHUFIDRILSINRIRRJMDKES" +
    "KGSKHRKPWKYDKZTLAKLBPLKRLRDLSLMADMDLMGAMKDMMKMNTMOPMRUMURMVRMWKMXNMXVMYRMZNNADNGNNIONOKNPR" +
    "NZDPABPENPGKPHPPKRPLNQARRONRSDRUBSARSBDSCRSDGSEKSGDSHPSLESOSSRDSSPSTNSVCSYPSZLTHBTJSTMTTOP" +
    "TRYTTDTWDTZSUAHUSDUSNUYUUZSVEDVESWSTXADXCDXCGYERZARZMWZWG",
  "BHDIQDJODKWDLYDOMRTND",
  "CLFUYW",
];

/** Metals, bond units and codes for tests: listed, but without a minor unit. */
const codesWithoutMinorUnit = "XAGXAUXBAXBBXBCXBDXDRXPDXPTXSUXTSXUAXXX";

const minorDigits: ReadonlyMap<string, number | undefined> = /*@__PURE__*/ (() => {
  const digits = new Map<string, number | undefined>();
  [...codesByDigits, codesWithoutMinorUnit].forEach((codes, index) => {
    for (const code of codes.match(/.../g) ?? [])
      digits.set(code, index < codesByDigits.length ? index : undefined);
  });
  return digits;
})();

/** Every code of the list, for the unit table. */
export const currencyCodes = (): Iterable<string> => minorDigits.keys();

/** Whether ISO 4217 lists `code` today, in its own spelling: `EUR`, not `eur`. */
export function isCurrency(code: string): boolean {
  return minorDigits.has(code);
}

/** ISO 4217's digits after the point: 2 for `EUR`, 0 for `JPY`; undefined for `XAU` or no code. */
export function minorUnitDigits(code: string): number | undefined {
  return minorDigits.get(code);
}
