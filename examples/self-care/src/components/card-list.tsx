import type { UseFormRegisterReturn } from "react-hook-form";
import { cards } from "../operator.ts";
import { isMock } from "../source.ts";
import { useText } from "../text/text.tsx";
import { ChoiceList } from "./choice-list.tsx";

/** The choice of a card. With a mock, each card shows the result of its payments. */
export function CardList({ input }: { readonly input: UseFormRegisterReturn }) {
  const { t } = useText();
  const choices = cards.map(({ id, name, result }) => ({
    ...{ id, name },
    ...(isMock && { note: t.topUp.results[result] }),
  }));
  return <ChoiceList legend={t.topUp.payWith} icon="card" choices={choices} input={input} />;
}
