// What every part of the panel needs: the words, what there is to show, and a way to act that only a person can take.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Language, Translate } from "../shared/i18n";
import type { PanelView, PersonAct, ScanOrigin } from "../shared/panel-protocol";

export type PanelOrigin = Extract<ScanOrigin, "camera" | "image">;

export interface PanelContext {
  t: Translate;
  language: Language;
  view: PanelView;
  /** Acts for a person: an event that a script made is refused and said so. */
  act(event: Event, act: PersonAct): void;
  /** Takes the text of a code that a source found which a person had started. */
  scanned(text: string, origin: PanelOrigin): void;
}

const Context = createContext<PanelContext | undefined>(undefined);
export const PanelProvider = Context.Provider;

export function usePanelContext(): PanelContext {
  const context = useContext(Context);
  if (context === undefined) throw new Error("outside of the panel");
  return context;
}
