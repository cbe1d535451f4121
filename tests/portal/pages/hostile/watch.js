// What every hostile page keeps: the values in its form and a log of what reached it.

const events = [];

/** Adds a line to the page's log. */
export const note = (kind, detail) => events.push({ kind, detail });

/** Values of the form, by name; an empty object once the form is gone. */
export function values() {
  const controls = document.querySelectorAll('#formTiepNhan :is(input, select, textarea)');
  return Object.fromEntries([...controls].map(({ name, value }) => [name, value]));
}

window.portalModel = () => ({ values: values(), events: [...events] });
