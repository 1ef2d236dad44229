import { Dialog } from "../../components/dialog.tsx";
import { useAction } from "../../state/use-action.ts";
import type { BucketDialogProps } from "./top-up-dialog.tsx";

/** Asks before the validity of a bucket ends. */
export function ExpireDialog({ bucket, onClose }: BucketDialogProps) {
  const { isRunning, run } = useAction();
  const submit = async (): Promise<void> => {
    const isDone = await run(
      ({ control }) => control.subscribers.expire(bucket.id),
      `${bucket.name} expired.`,
    );
    if (isDone) onClose();
  };
  return (
    <Dialog
      title={`Expire ${bucket.name}?`}
      hint="Its validity ends now. A top-up with a later end makes it active again."
      submit="Expire"
      isRunning={isRunning}
      onSubmit={submit}
      onClose={onClose}
    />
  );
}
