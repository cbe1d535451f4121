// A click on the toolbar button opens the panel: the side panel in Chromium, the sidebar in Firefox.

/** The part of Firefox's API that Chromium does not have. */
interface WithSidebar {
  sidebarAction?: { toggle(): Promise<void> };
}

/** Where a browser has neither, the panel opens in a window of its own. */
async function openWindow(): Promise<void> {
  await chrome.windows.create({ url: "panel.html", type: "popup", width: 400, height: 800 });
}

export function openOnClick(): void {
  const { sidebarAction } = chrome as WithSidebar;
  // Firefox and lesser Chromium browsers lack it, whatever the types say.
  const sidePanel = chrome.sidePanel as typeof chrome.sidePanel | undefined;
  if (sidePanel !== undefined) void sidePanel.setPanelBehavior({ openPanelOnActionClick: true });
  else chrome.action.onClicked.addListener(() => void (sidebarAction?.toggle() ?? openWindow()));
}
