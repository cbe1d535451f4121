// Places where a portal takes files that are dragged there.
import { textOf } from "./dom-text";
import { until, type Limit } from "./execute/wait";

/** As much of a list of files as is looked at for one's name, in characters. */
const LONGEST_LIST = 20_000;
const COMPLAINTS = '[role="alert"], [class*="error" i]';

/**
 * Drops a file on an element as a person would, and waits until the page names it beside the place.
 * @returns whether it was taken: nothing is dropped where such a file is named already, or where no drops are taken
 */
export async function dropFile(zone: Element, file: File, limit: Limit): Promise<boolean> {
  const around = zone.parentElement ?? zone;
  if (textOf(around, LONGEST_LIST).includes(file.name)) return false;
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(file);
  const drag = (type: string): boolean => zone.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, composed: true, dataTransfer }));
  drag("dragenter");
  // A place that lets the drag go on by itself takes nothing: the browser would open the file instead.
  if (drag("dragover")) {
    drag("dragleave");
    return false;
  }
  drag("drop");
  return (await until(() => outcome(around, file.name), limit)) === true;
}

/** Whether the page names the file, and not to complain of it; undefined while it says nothing. */
function outcome(around: Element, name: string): boolean | undefined {
  if (!textOf(around, LONGEST_LIST).includes(name)) return undefined;
  return ![...around.querySelectorAll(COMPLAINTS)].some((complaint) => textOf(complaint, LONGEST_LIST).includes(name));
}
