import { Badge } from "../../components/badge.tsx";
import { usePage } from "../../state/context.ts";
import { useLive } from "../../state/use-live.ts";

/** The tenants of a shared server, each with its own page. */
export function TenantCard() {
  const { platform } = usePage();
  const { data: tenants = [] } = useLive("tenants", ({ control }) => control.tenants());
  if (tenants.length === 0) return null;
  const outerUrl = platform.mockUrl.replace(/\/t\/[^/]+$/, "");
  return (
    <section class="card section" aria-labelledby="tenants-title">
      <h2 id="tenants-title">Tenants</h2>
      <ul class="lines">
        {tenants.map(({ name, prefix, isChanged }) => (
          <li key={`${prefix} ${name}`}>
            {prefix === "" && name !== "default" ? (
              <span>
                {name} <span class="quiet">by the header X-Tenant</span>
              </span>
            ) : (
              <a class="link" href={`${outerUrl}${prefix}/__mock/`}>
                {name}
              </a>
            )}
            {isChanged && <Badge tone="accent">Changed</Badge>}
          </li>
        ))}
      </ul>
    </section>
  );
}
