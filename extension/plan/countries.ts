// How forms and cards name Vietnam.
import { fold } from "./fold";

/** The usual name first. */
export const VIETNAM: readonly string[] = ["Việt Nam", "Viet Nam", "Vietnam", "VNM", "VN", "Nước Cộng hòa xã hội chủ nghĩa Việt Nam"];

/** Whether a nationality or a country's name is that of Vietnam. */
export function isVietnam(nationality: string): boolean {
  return VIETNAM.some((name) => fold(name) === fold(nationality));
}
