import { languageChoices, useText } from "../text/text.tsx";

const names = { en: "English", es: "Español" } as const;

/** The choice of the language. */
export function LanguageSwitch() {
  const { t, language, setLanguage } = useText();
  return (
    <fieldset className="switch">
      <legend className="hidden">{t.changeLanguage}</legend>
      {languageChoices.map((choice) => (
        <button
          key={choice}
          type="button"
          lang={choice}
          aria-pressed={choice === language}
          onClick={() => setLanguage(choice)}
        >
          {choice.toUpperCase()}
          <span className="hidden"> {names[choice]}</span>
        </button>
      ))}
    </fieldset>
  );
}
