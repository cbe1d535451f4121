// Ant Design 4 and 5: Cascader; the wanted value is the way through its columns, "Thành phố Hà Nội / Phường Hoàn Kiếm".
import type { ErrorCode } from "../../generated/errors";
import { matchPath, pathParts } from "../../plan/option-path";
import type { Control } from "../controls";
import { textOf } from "../dom-text";
import type { Adapter, Memento, Wanted } from "./adapter";
import { clearAntdSelect, openAntdSelect, readAntdSelect } from "./antd-select";
import { clickOption } from "./drawn-list";
import { blur, key } from "./events";
import { awaitOption, untilReady } from "./option-wait";
import { quiet, until, type Limit } from "./wait";

const ITEM = ".ant-cascader-menu-item:not(.ant-cascader-menu-item-disabled)";
const ESCAPE = 27;
const SHOWN_MS = 500;

export const antdCascaderAdapter: Adapter = {
  read: (control) => readAntdSelect(control),
  options: () => undefined,

  async write(control: Control, wanted: Wanted): Promise<ErrorCode | undefined> {
    const ready = await untilReady(control, () => !control.face.classList.contains("ant-select-disabled"), wanted.limit);
    if (ready !== undefined) return ready;
    if (panelOf(control) === undefined) openAntdSelect(control);
    try {
      return (await untilReady(control, () => panelOf(control) !== undefined, wanted.limit)) ?? (await walkDown(control, wanted));
    } finally {
      if (panelOf(control) !== undefined) key(control.element, "keydown", "Escape", ESCAPE);
      blur(control.element);
    }
  },

  remember: (control): Memento => ({ shown: readAntdSelect(control), raw: "" }),

  async restore(control: Control, memento: Memento, limit: Limit): Promise<void> {
    if (memento.shown === "") clearAntdSelect(control);
    else await antdCascaderAdapter.write(control, { value: memento.shown, accepted: [], follows: false, limit });
  },
};

// Its columns name no input; only one can be open.
function panelOf(control: Control): Element | undefined {
  if (!control.face.classList.contains("ant-select-open")) return undefined;
  return control.face.ownerDocument.querySelector(".ant-cascader-dropdown:not(.ant-select-dropdown-hidden), .ant-select-dropdown:not(.ant-select-dropdown-hidden):has(.ant-cascader-menus)") ?? undefined;
}

async function walkDown(control: Control, wanted: Wanted): Promise<ErrorCode | undefined> {
  for (const [level, value] of pathParts(wanted.value).entries()) {
    const items = (): HTMLElement[] => itemsOf(control, level);
    const found = await awaitOption(control, () => (items().length === 0 ? undefined : items().map((item) => textOf(item))), { ...wanted, value, accepted: [] });
    if (typeof found !== "number") return found;
    const item = items()[found];
    if (item === undefined) return "fill.optionMissing";
    clickOption(item);
  }
  await until(() => (matchPath(readAntdSelect(control), wanted.value) ? true : undefined), quiet(SHOWN_MS, wanted.limit.signal));
  return undefined;
}

// A column stands for what is chosen in the one before; while that loads, there is none yet.
function itemsOf(control: Control, level: number): HTMLElement[] {
  const columns = panelOf(control)?.querySelectorAll(".ant-cascader-menu") ?? [];
  const column = columns[level];
  return column === undefined ? [] : [...column.querySelectorAll<HTMLElement>(ITEM)];
}
