// A few line icons, drawn here so that nothing is loaded. They decorate: the words beside them carry the meaning.
const paths = {
  check: "M5 12.5l4.5 4.5L19 7.5",
  open: "M12 12v.01",
  question: "M9 9.2a3 3 0 1 1 4.2 2.8c-.8.4-1.2 1-1.2 2M12 17.4v.2",
  cross: "M7 7l10 10M17 7L7 17",
  alert: "M12 8v5M12 16.4v.2",
  scan: "M4 8V5a1 1 0 0 1 1-1h3M16 4h3a1 1 0 0 1 1 1v3M20 16v3a1 1 0 0 1-1 1h-3M8 20H5a1 1 0 0 1-1-1v-3M8 12h8",
  card: "M3 6.5h18v11H3zM3 10h18M6.5 14h4",
  gear: "M12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM19 12l2-1-1-3-2.2.3-1-1.2.6-2.2-2.8-1.2L13 5.6h-2L9.400 3.700 6.600 4.900l.6 2.2-1 1.200L4 8l-1 3 2 1-2 1 1 3 2.200-.3 1 1.200-.6 2.200 2.800 1.200L11 18.400h2l1.600 1.900 2.800-1.200-.6-2.200 1-1.200L20 16l1-3z",
  undo: "M9 7L5 11l4 4M5 11h9a5 5 0 0 1 0 10h-3",
  camera: "M3 8h4l2-3h6l2 3h4v11H3zM12 10a3.4 3.4 0 1 0 0 6.8 3.4 3.4 0 0 0 0-6.8z",
  image: "M3 5h18v14H3zM3 16l5-5 4.5 4.5 3-3L21 17M15.5 9v.01",
  arrow: "M5 12h13M13 7l5 5-5 5",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, ring = false }: { name: IconName; ring?: boolean }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {ring && <circle cx="12" cy="12" r="10" />}
      <path d={paths[name]} transform={ring ? "translate(3 3) scale(.75)" : undefined} />
    </svg>
  );
}
