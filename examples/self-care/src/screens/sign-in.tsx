import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { Field } from "../components/field.tsx";
import { Icon } from "../components/icon.tsx";
import { LanguageSwitch } from "../components/language-switch.tsx";
import { lineOf } from "../line/line.ts";
import { useServices } from "../services.ts";
import { isMock } from "../source.ts";
import { digitsOf, phoneText } from "../text/number.ts";
import { useText } from "../text/text.tsx";

/** Lines of the mock, each with something to see. */
const examples = [
  { number: "34600000101", name: "Ana", kind: "mixed" },
  { number: "34600000120", name: "Rosa", kind: "family" },
  { number: "4915228817105", name: "Elif", kind: "low" },
  { number: "12025550141", name: "Omar", kind: "busy" },
  { number: "351900000110", name: "Inês", kind: "expired" },
  { number: "46701740611", name: "Jonas", kind: "suspended" },
] as const;

interface SignInScreenProps {
  /** Called with the number of a line that exists. */
  readonly onChoose: (number: string) => void;
}

/** The choice of a line by its number. */
export function SignInScreen({ onChoose }: SignInScreenProps) {
  const { t } = useText();
  const { queries } = useServices();
  const queryClient = useQueryClient();
  const form = useForm({ defaultValues: { number: "" } });
  const { errors, isSubmitting } = form.formState;
  const find = form.handleSubmit(async (values) => {
    const number = digitsOf(values.number);
    if (number === "") return form.setError("number", { message: t.fields.required });
    try {
      const list = queries.bucket.list({ "logicalResource.id": number });
      const { items } = await queryClient.fetchQuery(list);
      if (lineOf(number, items)) return onChoose(number);
      form.setError("number", { message: t.signIn.unknown });
    } catch {
      form.setError("number", { message: t.offline });
    }
  });
  return (
    <main className="sign-in">
      <div className="sign-in-head">
        <span className="brand">
          <img src="/icon.svg" alt="" width="28" height="28" />
          Marea
        </span>
        <LanguageSwitch />
      </div>
      <h1>{t.signIn.title}</h1>
      <form className="form card" onSubmit={find} noValidate>
        <p className="lead">{t.signIn.lead}</p>
        <Field label={t.signIn.number} hint={t.signIn.hint} error={errors.number?.message}>
          {(field) => (
            <input {...field} {...form.register("number")} type="tel" autoComplete="tel" />
          )}
        </Field>
        <button type="submit" className="button button-primary" disabled={isSubmitting}>
          {t.signIn.submit}
        </button>
      </form>
      {isMock && (
        <section className="examples">
          <h2>{t.signIn.examples}</h2>
          <ul className="rows card">
            {examples.map(({ number, name, kind }) => (
              <li key={number}>
                <button type="button" className="row" onClick={() => onChoose(number)}>
                  <span className="avatar" aria-hidden="true">
                    {name.charAt(0)}
                  </span>
                  <span className="row-text">
                    <strong>{name}</strong>
                    <span>{t.signIn.kinds[kind]}</span>
                  </span>
                  <span className="row-end number">{phoneText(number)}</span>
                  <Icon name="next" size={18} />
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </main>
  );
}
