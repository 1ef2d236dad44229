import type { ComponentType } from "preact";
import { Button } from "../../components/button.tsx";
import type { IconName } from "../../components/icon.tsx";
import type { BucketView } from "../../format/bucket.ts";
import { usePage } from "../../state/context.ts";
import { useAction } from "../../state/use-action.ts";
import { ExpireDialog } from "./expire-dialog.tsx";
import { SpendDialog } from "./spend-dialog.tsx";
import { type BucketDialogProps, TopUpDialog } from "./top-up-dialog.tsx";
import { VoucherDialog } from "./voucher-dialog.tsx";

/** The properties of the actions. */
export interface BucketActionsProps {
  readonly bucket: BucketView;
  /** Whether the actions have little space, as in a card. */
  readonly isCompact?: boolean;
}

/** The buttons that change a bucket. */
export function BucketActions({ bucket, isCompact = false }: BucketActionsProps) {
  const { dialog } = usePage();
  const { isRunning, run } = useAction();
  const createOpener = (View: ComponentType<BucketDialogProps>) => () =>
    dialog.set(<View bucket={bucket} />);
  const isSuspended = bucket.status === "suspended";
  const toggle = (): void => {
    void run(
      ({ control: { subscribers } }) =>
        isSuspended ? subscribers.resume(bucket.id) : subscribers.suspend(bucket.id),
      `${bucket.name} ${isSuspended ? "resumed" : "suspended"}.`,
    );
  };
  const kind = isCompact ? "quiet" : "plain";
  const iconProps = (name: IconName) => (isCompact ? {} : { icon: name });
  const labelOf = (verb: string): string => `${verb} ${bucket.name}`;
  return (
    <div class={isCompact ? "card-actions" : "actions"}>
      <Button
        kind={isCompact ? "quiet" : "primary"}
        {...iconProps("plus")}
        label={labelOf("Top up")}
        onClick={createOpener(TopUpDialog)}
      >
        Top up
      </Button>
      <Button
        kind={kind}
        {...iconProps("minus")}
        label={labelOf("Spend from")}
        onClick={createOpener(SpendDialog)}
      >
        Spend
      </Button>
      <Button
        kind={kind}
        {...iconProps(isSuspended ? "play" : "pause")}
        label={labelOf(isSuspended ? "Resume" : "Suspend")}
        isDisabled={isRunning || bucket.status === "expired"}
        onClick={toggle}
      >
        {isSuspended ? "Resume" : "Suspend"}
      </Button>
      {bucket.status !== "expired" && (
        <Button
          kind={kind}
          {...iconProps("end")}
          label={labelOf("Expire")}
          onClick={createOpener(ExpireDialog)}
        >
          Expire
        </Button>
      )}
      {!isCompact && (
        <Button icon="voucher" onClick={createOpener(VoucherDialog)}>
          Add a voucher
        </Button>
      )}
    </div>
  );
}
