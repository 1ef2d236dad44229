/** The language of the app: its texts, and amounts, dates and numbers in its form. */
import { formatQuantity } from "@tmf654/quantity";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { en, type Messages } from "./en.ts";
import { es } from "./es.ts";

const languages = { en, es } as const;

/** A language of the app. */
export type Language = keyof typeof languages;

/** The languages of the app, in the order of the switch. */
export const languageChoices = Object.keys(languages) as readonly Language[];

/** An amount as a server sends it. */
type Quantity = Parameters<typeof formatQuantity>[0];

/** The texts of the chosen language, and the functions that write values in it. */
export interface Text {
  readonly t: Messages;
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
  /** Writes an amount, such as `€25.50` or `25,50 €`. */
  readonly amount: (quantity: Quantity) => string;
  /** Writes a date, such as `27 May 2027`. */
  readonly date: (instant: string | Date) => string;
  /** Writes a day and a time of this year or another one, such as `27 May, 14:05`. */
  readonly moment: (instant: string | Date) => string;
}

const storageKey = "self-care.language";

function firstLanguage(): Language {
  const wanted = localStorage.getItem(storageKey) ?? navigator.language.slice(0, 2);
  return languageChoices.find((language) => language === wanted) ?? "en";
}

const TextContext = createContext<Text | undefined>(undefined);

/** Gives its children the texts of the chosen language. */
export function TextProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage);
  useEffect(() => {
    localStorage.setItem(storageKey, language);
    document.documentElement.lang = language;
  }, [language]);
  const text = useMemo((): Text => {
    const t = languages[language];
    const { locale } = t;
    const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
    const time = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" } as const;
    const moment = new Intl.DateTimeFormat(locale, time);
    const past = new Intl.DateTimeFormat(locale, { ...time, year: "numeric" });
    const isThisYear = (day: Date) => day.getFullYear() === new Date().getFullYear();
    return {
      ...{ t, language, setLanguage },
      amount: (quantity) => formatQuantity(quantity, { locale }),
      date: (instant) => date.format(new Date(instant)),
      moment: (instant) => {
        const day = new Date(instant);
        return (isThisYear(day) ? moment : past).format(day);
      },
    };
  }, [language]);
  return <TextContext value={text}>{children}</TextContext>;
}

/** Returns the texts of the chosen language. */
export function useText(): Text {
  const text = useContext(TextContext);
  if (!text) throw new Error("useText needs a TextProvider around it.");
  return text;
}
