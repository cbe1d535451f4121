// What every single-page portal asks of its server.

/** The portal's switches, as the page was sent with them. */
export const quirks = JSON.parse(document.body.dataset.quirks);

/** Entries {code, name} of a list, below `parent` where the list hangs on one. */
export async function list(name, parent = '') {
  const answer = await fetch(`/api/danh-muc?${new URLSearchParams({ ten: name, cha: parent })}`);
  return answer.json();
}

/** Posts the model's values. @returns {Promise<{number?: string, message?: string, details?: string[]}>} */
export async function save(fields) {
  const answer = await fetch('/api/ho-so', {
    method: 'POST', headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': document.body.dataset.token }, body: JSON.stringify({ fields }),
  });
  return answer.json();
}
