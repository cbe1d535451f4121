// The office's signed profiles, taken apart: whether they are signed is the host's to say.
import type { ProfileBundle } from "../generated/profile-bundle";
import type { SignedProfiles } from "../generated/managed-policy";
import { profileBundle, signedProfiles } from "../generated/validators.mjs";
import { duplicates, lintProfile } from "./profile-lint.mjs";

/** More than a bundle and its signature can need, in characters. */
export const maximumEnvelope = 1_200_000;

/** @returns what a server sent, if it has the form of a bundle with its signature */
export function parseEnvelope(text: string): SignedProfiles | undefined {
  if (text.length > maximumEnvelope) return undefined;
  const value = parsed(text);
  return signedProfiles(value) ? value : undefined;
}

/** @param text a bundle whose signature is right @returns undefined where any of its profiles has a mistake */
export function parseBundle(text: string): ProfileBundle | undefined {
  const value = parsed(text);
  if (!profileBundle(value)) return undefined;
  const isSound = value.profiles.every((profile) => lintProfile(profile).length === 0);
  return isSound && duplicates(value.profiles.map(({ id }) => id)).length === 0 ? value : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
