// Times as the record needs them: ISO 8601 with the desk's own offset, and words a person reads.

function pad(value: number): string {
  return String(value).padStart(2, "0");
}

/** `2026-11-22T09:05:07+07:00` in the desk's time zone. */
export function isoWithOffset(time: Date): string {
  const minutes = -time.getTimezoneOffset();
  const offset = `${minutes < 0 ? "-" : "+"}${pad(Math.floor(Math.abs(minutes) / 60))}:${pad(Math.abs(minutes) % 60)}`;
  const day = `${time.getFullYear()}-${pad(time.getMonth() + 1)}-${pad(time.getDate())}`;
  return `${day}T${pad(time.getHours())}:${pad(time.getMinutes())}:${pad(time.getSeconds())}${offset}`;
}

/** `09:05:07 22/11/2026` from the ISO text, in the offset that it carries. */
export function readableTime(iso: string): string {
  const [day = "", rest = ""] = iso.split("T");
  return `${rest.slice(0, 8)} ${readableDate(day)}`;
}

/** `1999-02-05` → `05/02/1999`; a year alone stays. */
export function readableDate(iso: string): string {
  return iso.split("-").reverse().join("/");
}
