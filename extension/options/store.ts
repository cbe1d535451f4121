// The options in storage.local, and which of them the office's policy decides.
import { useEffect, useState } from "preact/hooks";
import { localProfilesKey } from "../shared/local-profiles";
import { checkOptions, mergeSettings, type Options, type Settings } from "../shared/settings";

async function load(): Promise<{ options: Options; settings: Settings }> {
  const stored = await chrome.storage.local.get(["options", "lastPolicy", localProfilesKey]);
  const policy = (stored["lastPolicy"] as { [key: string]: unknown } | undefined) ?? {};
  return { options: checkOptions(stored["options"]), settings: mergeSettings(policy, stored["options"], stored[localProfilesKey]) };
}

export interface OptionsState {
  options: Options;
  settings: Settings;
  change(part: Partial<Options>): Promise<void>;
}

/** The options, followed while the page is open; undefined until they are read. */
export function useOptions(): OptionsState | undefined {
  const [state, setState] = useState<{ options: Options; settings: Settings }>();
  useEffect(() => {
    const read = () => void load().then(setState);
    read();
    chrome.storage.onChanged.addListener(read);
    return () => chrome.storage.onChanged.removeListener(read);
  }, []);
  if (state === undefined) return undefined;
  const change = async (part: Partial<Options>) => chrome.storage.local.set({ options: { ...state.options, ...part } });
  return { ...state, change };
}
