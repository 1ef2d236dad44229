import { Screen } from "../../components/screen.tsx";
import { useMockState } from "../../state/mock-state.ts";
import { FaultCard } from "./fault-card.tsx";
import { ProfileCard } from "./profile-card.tsx";
import { ScenarioCard } from "./scenario-card.tsx";
import { SnapshotCard } from "./snapshot-card.tsx";
import { StorageCard } from "./storage-card.tsx";
import { TenantCard } from "./tenant-card.tsx";

/** The screen at `#/state`: what the mock starts from, and how it behaves. */
export function StateScreen() {
  return (
    <Screen title="State" hint="The data of the mock, its rules, and the faults that it injects.">
      <Counts />
      <div class="state-grid">
        <ScenarioCard />
        <ProfileCard />
        <FaultCard />
        <SnapshotCard />
        <StorageCard />
        <TenantCard />
      </div>
    </Screen>
  );
}

const countTexts = {
  buckets: "Buckets",
  actions: "Actions",
  listeners: "Listeners",
  waitingEvents: "Waiting events",
} as const;

function Counts() {
  const state = useMockState();
  if (!state) return null;
  const reachedLimits = Object.entries(state.limitsReached);
  return (
    <dl class="counts">
      {Object.entries(countTexts).map(([name, text]) => (
        <div key={name} class="card count">
          <dt>{text}</dt>
          <dd>{state.counts[name as keyof typeof countTexts].toLocaleString("en")}</dd>
        </div>
      ))}
      {reachedLimits.map(([name, times]) => (
        <div key={name} class="card count count-limit">
          <dt>Limit {name} reached</dt>
          <dd>{times}</dd>
        </div>
      ))}
    </dl>
  );
}
