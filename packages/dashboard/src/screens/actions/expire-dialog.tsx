import { Dialog } from "../../components/dialog.tsx";
import type { BucketDialogProps } from "./top-up-dialog.tsx";

/** Asks before the validity of a bucket ends. */
export function ExpireDialog({ bucket }: BucketDialogProps) {
  return (
    <Dialog
      title={`Expire ${bucket.name}?`}
      hint="Its validity ends now. A top-up with a later end makes it active again."
      submitLabel="Expire"
      change={({ control }) => control.subscribers.expire(bucket.id)}
      doneText={`${bucket.name} expired.`}
    />
  );
}
