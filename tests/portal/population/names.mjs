// How names and dates are written in requests to the population database.

/** A name as the clients of service 037 send it: no diacritics, no spaces, A–Z only. */
export function strippedName(name) {
  return name.normalize('NFD').replace(/[đĐ]/g, 'D').toUpperCase().replace(/[^A-Z]/g, '');
}

/** ISO date or year → {Nam} or {NgayThangNam: yyyyMMdd}; undefined when it is neither. */
export function birthDateParts(iso) {
  if (/^\d{4}$/.test(iso)) return { Nam: iso };
  const full = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  return full ? { NgayThangNam: full.slice(1).join('') } : undefined;
}

/** dd/MM/yyyy or yyyy, as a clerk types it → ISO; undefined when it is not a calendar date. */
export function isoFromTyped(typed) {
  const text = typed.trim();
  if (/^\d{4}$/.test(text)) return text;
  const match = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text);
  if (!match) return undefined;
  const iso = `${match[3]}-${match[2]}-${match[1]}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso ? undefined : iso;
}

/** ISO or yyyyMMdd or a year → dd/MM/yyyy, or the year. */
export function shownDate(date) {
  const match = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(date);
  return match ? `${match[3]}/${match[2]}/${match[1]}` : date;
}
