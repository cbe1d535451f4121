// Values of lists with several levels in one field: the way down, parts separated by " / ".
import { saysSame } from "./options";

const BETWEEN = " / ";

/** "Thành phố Hà Nội / Phường Hoàn Kiếm" → its parts. */
export function pathParts(path: string): string[] {
  return path.split(BETWEEN).map((part) => part.trim()).filter((part) => part !== "");
}

export function joinPath(parts: readonly string[]): string {
  return parts.join(BETWEEN);
}

/** Whether two ways lead to the same option, by the rules by which options are compared. */
export function matchPath(shown: string, wanted: string): boolean {
  const left = pathParts(shown);
  const right = pathParts(wanted);
  return left.length > 0 && left.length === right.length && left.every((part, index) => saysSame(part, right[index] ?? ""));
}
