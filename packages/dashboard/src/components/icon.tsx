/** The drawings of the icons, on a grid of 20 by 20. */
const drawings = {
  subscribers:
    "M10 10a3.25 3.25 0 1 0 0-6.5 3.25 3.25 0 0 0 0 6.5Zm-6 6.5c.6-3 3-4.5 6-4.5s5.4 1.5 6 4.5",
  requests: "M3.5 7h11m-3-3 3 3-3 3M16.5 13h-11m3-3-3 3 3 3",
  events:
    "M10 3.5v2m0 9v2M3.5 10h2m9 0h2M5.4 5.4l1.4 1.4m6.4 6.4 1.4 1.4m0-9.2-1.4 1.4m-6.4 6.4-1.4 1.4",
  time: "M10 16.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Zm0-10V10l2.5 1.75",
  state: "M3.5 6.5h13m-13 7h13M7 4.5v4m6 3v4",
  contract: "M5.5 3.5h6l3 3v10h-9v-13Zm6 0v3h3m-6.500 4h4m-4 3h4",
  money: "M3.5 6h13v8h-13V6Zm6.500 5.750a1.750 1.750 0 1 0 0-3.500 1.750 1.750 0 0 0 0 3.500Z",
  data: "M4 12.500h3v3.500H4v-3.500Zm4.500-4h3v7.500h-3V8.500Zm4.500-4h3V16h-3V4.500Z",
  voice:
    "M6.500 3.500 8.250 7 6.750 8.500a9 9 0 0 0 4.750 4.750L13 11.750l3.500 1.750c0 2-1.250 3-2.750 3C8.500 16.500 3.500 11.500 3.500 6.250c0-1.500 1-2.750 3-2.750Z",
  sms: "M3.500 4.500h13v9h-7l-3.500 3v-3h-2.500v-9Z",
  other:
    "M10 3.500l2 4.250 4.500.600-3.250 3.150.800 4.500L10 13.850 5.950 16l.800-4.500L3.500 8.350 8 7.750l2-4.250Z",
  search: "M9 14a5 5 0 1 0 0-10 5 5 0 0 0 0 10Zm3.750-1.250 3.750 3.750",
  plus: "M10 4.500v11M4.500 10h11",
  minus: "M4.500 10h11",
  pause: "M7.500 5v10m5-10v10",
  play: "M6.500 4.500v11l9-5.500-9-5.500Z",
  end: "M5.500 5.500l9 9m0-9-9 9",
  back: "M12.500 4.500 7 10l5.500 5.500",
  next: "M7.500 4.500 13 10l-5.500 5.500",
  down: "M10 3.500v9m-3.500-3.500L10 12.500 13.500 9M4 16.500h12",
  up: "M10 12.500v-9M6.500 7 10 3.500 13.500 7M4 16.500h12",
  reset: "M4.500 10a5.500 5.500 0 1 1 1.750 4M4.500 16.500V13h3.500",
  voucher: "M3.500 5.500h13v3a1.500 1.500 0 0 0 0 3v3h-13v-3a1.500 1.500 0 0 0 0-3v-3ZM12 5.500v9",
  fault: "M11 3.500 5 11.500h4.500L9 16.500l6-8h-4.500l.500-5Z",
} as const;

/** The name of an icon. */
export type IconName = keyof typeof drawings;

/** A decorative icon. Its meaning is in the text beside it. */
export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" width={size} height={size} aria-hidden="true">
      <path d={drawings[name]} />
    </svg>
  );
}

/** Returns the icon of a usage type. */
export function usageIcon(usageType: string): IconName {
  if (usageType === "monetary") return "money";
  return usageType === "data" || usageType === "voice" || usageType === "sms" ? usageType : "other";
}
