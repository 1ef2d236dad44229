/** The paths of the icons, on a grid of 24. */
const paths = {
  home: "M4 11.5 12 5l8 6.5V19a1 1 0 0 1-1 1h-4.5v-5.5h-5V20H5a1 1 0 0 1-1-1z",
  plus: "M12 5v14M5 12h14",
  send: "M5 12h13M12.5 6.5 18 12l-5.5 5.5",
  list: "M8.5 7H20M8.5 12H20M8.5 17H20M4 7h.01M4 12h.01M4 17h.01",
  leave: "M14 4.5H6.5a1 1 0 0 0-1 1v13a1 1 0 0 0 1 1H14M10.5 12H20M16.5 8.5 20 12l-3.5 3.5",
  monetary: "M3.5 7.5h17v9h-17zM12 14.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4",
  data: "M3 10c5-5 13-5 18 0M6 13.5c3.5-3.3 8.5-3.3 12 0M9 17c1.8-1.6 4.2-1.6 6 0",
  voice:
    "M6.5,4.5h3l1.5,4-2,1.5a11,11,0,0,0,5,5l1.5-2,4,1.5v3a1.5,1.5,0,0,1-1.6,1.5A15,15,0,0,1,5,6.1a1.5,1.5,0,0,1,1.5-1.6z",
  sms: "M4 5.5h16v11h-9l-4 3v-3H4z",
  other: "m12 4.5 2.3 4.8 5.2.7-3.8 3.6.9 5.2-4.6-2.5-4.6 2.5.9-5.2L4.5 10l5.2-.7z",
  people:
    "M9,11.5a3,3,0,1,0,0-6,3,3,0,0,0,0,6M3.5,19c.4-3,2.6-4.5,5.5-4.5s5.1,1.5,5.5,4.5M15.5,11.5a2.6,2.6,0,1,0-.6-5.1M17,14.7c2,.5,3.2,1.9,3.5,4.3",
  warning: "M12 4.5 21 19.5H3zM12 10v4.5M12 17h.01",
  good: "m5 12.5 4.5 4.5L19 7.5",
  bad: "M12 7.5v6M12 16.5h.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18",
  wait: "M12 7.5V12l3 2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18",
  repeat:
    "M5,11a7,7,0,0,1,12.5-3L20,10.5M20,5v5.5h-5.5M19,13a7,7,0,0,1-12.5,3L4,13.5M4,19v-5.5h5.5",
  next: "m9.5 6 6 6-6 6",
  card: "M3.5 6.5h17v11h-17zM3.5 10h17",
} as const;

/** The name of an icon. */
export type IconName = keyof typeof paths;

interface IconProps {
  readonly name: IconName;
  readonly size?: number;
}

/** A decorative icon. Its meaning is in the text beside it or in the label around it. */
export function Icon({ name, size = 22 }: IconProps) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
