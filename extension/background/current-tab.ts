// The tab that the person has in front: what a keyboard scanner types goes there, unless a panel has the focus.

export class CurrentTab {
  #tabId: number | undefined;

  /** @param changed another tab is in front */
  constructor(private readonly changed: () => void) {}

  /** The tab in front; undefined while that is a page of our own, whose keys are lost to nobody, or as long as none is known. */
  get id(): number | undefined {
    return this.#tabId;
  }

  /** To be called at once when the background starts, so that the browser wakes it for these events. */
  listen(): void {
    const follow = () => void this.refresh();
    chrome.tabs.onActivated.addListener(follow);
    chrome.tabs.onAttached.addListener(follow);
    chrome.tabs.onUpdated.addListener((_tabId, { status }) => status !== undefined && follow());
    chrome.windows.onFocusChanged.addListener(follow);
  }

  async refresh(): Promise<void> {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    if (tab === undefined) return;
    const id = tab.url?.startsWith(chrome.runtime.getURL("")) === true ? undefined : tab.id;
    if (id === this.#tabId) return;
    this.#tabId = id;
    this.changed();
  }
}
