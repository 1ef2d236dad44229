import { JsonView } from "../../components/json-view.tsx";
import { useAction } from "../../state/use-action.ts";
import { useLive } from "../../state/use-live.ts";

const builtInProfiles = [
  ["reference", "Lenient and complete, for development"],
  ["certified", "As the certificate of the standard says"],
  ["ctk", "For the official conformance kit"],
] as const;

/** Shows and replaces the profile. */
export function ProfileCard() {
  const { data: profile } = useLive("profile", ({ control }) => control.profile());
  const { isRunning, run } = useAction();
  const isOwnProfile =
    profile !== undefined && !builtInProfiles.some(([name]) => name === profile.name);
  const choices = isOwnProfile
    ? [[profile.name, "Your own profile"] as const, ...builtInProfiles]
    : builtInProfiles;
  return (
    <section class="card section" aria-labelledby="profile-title">
      <h2 id="profile-title">Profile</h2>
      <fieldset class="choices" disabled={isRunning}>
        <legend class="hidden">Profile</legend>
        {choices.map(([name, text]) => (
          <label key={name} class="choice">
            <input
              type="radio"
              name="profile"
              checked={profile?.name === name}
              onChange={() =>
                void run(({ control }) => control.setProfile({ name }), `The profile is ${name}.`)
              }
            />
            <span>
              <strong>{name}</strong>
              <span class="field-hint">{text}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <details>
        <summary>All settings</summary>
        <JsonView value={profile} label="Settings of the profile" />
      </details>
    </section>
  );
}
