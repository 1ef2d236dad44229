import { lazy } from "./lazy.ts";

/**
 * ISO 4217 list one as published on 2026-01-01, by number of minor unit digits. A word is a first
 * letter and the possible endings of two letters: `chehf` stands for CHE and CHF. Small letters
 * compress better, because the rest of a bundle consists of them. Intl cannot replace this list:
 * engines follow CLDR, which differs for some fifteen currencies (HUF, IDR, IQD, ...).
 */
const codesByDigits = [
  "bif clp djf gnf isk jpy kmfrw pyg rwf ugxyi vnduv xafofpf",
  "",
  "aedfnllmdoarsudwgzn bambddtmdndobovrlsdtnwpynzd caddfhehfhwnyopourcupvezk dkkopzd egprntbur " +
    "fjdkp gbpelhsipmdtqyd hkdnltguf idrlsnrrr jmd kesgshrpwydzt lakbpkrrdsl " +
    "maddlgakdmkntopruurvrwkxnxvyrzn nadgniookprzd pabengkhpkrln qar ronsdub " +
    "sarbdcrdgekgdhpleosrdsptnvcypzl thbjsmtoprytdwdzs uahsdsnyuzs vedes wst xadcdcg yer " +
    "zarmwwg",
  "bhd iqd jod kwd lyd omr tnd",
  "clf uyw",
  // Metals, bond units and codes for tests are listed, but have no minor unit.
  "xagaubabbbcbddrpdptsutsuaxx",
];

/** Digits by code, in any order. */
export const currencies = /*@__PURE__*/ lazy(() => {
  const digitsByCode = new Map<string, number | undefined>();
  codesByDigits.forEach((words, digits) => {
    for (const word of words.toUpperCase().split(" ")) {
      for (const pair of word.slice(1).match(/../g) ?? []) {
        digitsByCode.set(word.charAt(0) + pair, digits < 5 ? digits : undefined);
      }
    }
  });
  return digitsByCode;
});

/** Whether ISO 4217 lists `code` today, in its own spelling: `EUR`, not `eur`. */
export function isCurrency(code: string): boolean {
  return currencies().has(code);
}

/**
 * ISO 4217's digits after the point: 2 for `EUR`, 0 for `JPY`; undefined for `XAU` and unknown
 * codes.
 */
export function minorUnitDigits(code: string): number | undefined {
  return currencies().get(code);
}
