import { SearchField } from "../../components/search-field.tsx";
import { usePage } from "../../state/context.ts";
import { type Place, placeLink } from "../../state/place.ts";

const methods = ["GET", "POST", "PATCH", "DELETE", "PUT", "HEAD", "OPTIONS"] as const;
const statuses = [
  { value: "2xx", text: "2xx success" },
  { value: "4xx", text: "4xx refused" },
  { value: "5xx", text: "5xx failed" },
  { value: "dropped", text: "Dropped" },
] as const;

/** The conditions of the list. They are in the address, so that a link keeps them. */
export function RequestFilters({ query }: { readonly query: Place["query"] }) {
  const { place, platform } = usePage();
  const applyFilter = (changes: Place["query"]): void => {
    const { screen, id, query: currentQuery } = place.value;
    if (screen !== "requests") return;
    platform.place.go(
      placeLink("requests", id, { ...currentQuery, before: undefined, ...changes }),
    );
  };
  return (
    <div class="filters">
      <SearchField
        label="Path, id or text in a body"
        value={query.q ?? ""}
        onSearch={(q) => applyFilter({ q })}
      />
      <select
        aria-label="Method"
        value={query.method ?? ""}
        onChange={(event) => applyFilter({ method: event.currentTarget.value })}
      >
        <option value="">All methods</option>
        {methods.map((method) => (
          <option key={method} value={method}>
            {method}
          </option>
        ))}
      </select>
      <select
        aria-label="Status"
        value={query.status ?? ""}
        onChange={(event) => applyFilter({ status: event.currentTarget.value })}
      >
        <option value="">All statuses</option>
        {statuses.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
