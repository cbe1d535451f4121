// A host of a later version may say more than this extension knows; what it adds is dropped, so that nothing acts on it.
import { shapes } from "../generated/shapes";

/** @param shape a number of generated/shapes.ts @returns the value without members that its schema does not name */
export function knownMembers(value: unknown, shape: number): unknown {
  const { members, items } = shapes[shape] ?? {};
  if (Array.isArray(value)) return items === undefined ? value : value.map((item) => knownMembers(item, items));
  if (members === undefined || typeof value !== "object" || value === null) return value;
  const known = Object.entries(members).filter(([name]) => Object.hasOwn(value, name));
  return Object.fromEntries(known.map(([name, inner]) => [name, knownMembers((value as Record<string, unknown>)[name], inner)]));
}
