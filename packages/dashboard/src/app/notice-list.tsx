import { Icon } from "../components/icon.tsx";
import { usePage } from "../state/context.ts";
import { useStore } from "../state/observable-value.ts";

/** The results of the last actions. Screen readers say them. */
export function NoticeList() {
  const { notices } = usePage();
  const list = useStore(notices.list);
  return (
    <div class="notices" role="status" aria-live="polite">
      {list.map(({ id, tone, text }) => (
        <div key={id} class={`notice notice-${tone}`}>
          <span>{text}</span>
          <button type="button" class="icon-button" onClick={() => notices.remove(id)}>
            <Icon name="end" size={16} />
            <span class="hidden">Dismiss</span>
          </button>
        </div>
      ))}
    </div>
  );
}
