import { useLive } from "../../state/use-live.ts";

/** The registrations at the hub. */
export function RegistrationList() {
  const { data } = useLive("listeners", ({ control }) => control.events.listeners());
  if (!data) return null;
  return (
    <section class="events-part" aria-labelledby="registrations">
      <h2 id="registrations">Registrations</h2>
      {data.length === 0 ? (
        <p class="hint">No client has registered a callback.</p>
      ) : (
        <ul class="rows">
          {data.map(({ id, callback, query }) => (
            <li key={id} class="row">
              <span class="row-main">
                <span class="row-title mono">{callback}</span>
                <span class="row-sub">{query ? `Only ${query}` : "Every event"}</span>
              </span>
              <span class="row-sub mono">{id.slice(0, 8)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
