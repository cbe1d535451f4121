// Receptions in storage.session: in memory only, surviving the end of the service worker. The photo is not kept there.
import type { Reception } from "./reception/state";

const prefix = "reception:";

function keyOf(windowId: number): string {
  return `${prefix}${windowId}`;
}

export async function loadReceptions(): Promise<Map<number, Reception>> {
  const stored = await chrome.storage.session.get();
  const receptions = Object.entries(stored).filter(([key]) => key.startsWith(prefix));
  return new Map(receptions.map(([key, value]) => [Number(key.slice(prefix.length)), value as Reception]));
}

export async function saveReception(windowId: number, reception: Reception): Promise<void> {
  const { photo, ...identity } = reception.identity;
  const kept: Reception = { ...reception, identity: { ...identity, photo: photo.status === "shown" ? { status: "none" } : photo } };
  await chrome.storage.session.set({ [keyOf(windowId)]: kept });
}

export async function dropReception(windowId: number): Promise<void> {
  await chrome.storage.session.remove(keyOf(windowId));
}
