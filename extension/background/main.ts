// The background: wires panels, receptions, the native host and the portal together.
import { isErrorCode } from "../generated/errors";
import type { SiteProfile } from "../generated/site-profile";
import { hostName } from "../shared/host-client";
import type { PageFocus, PageMessage } from "../shared/content-protocol";
import { isScanText, panelPortName, type PersonAct } from "../shared/panel-protocol";
import type { Settings } from "../shared/settings";
import { isTeachAct, type TeachAct } from "../shared/teach-protocol";
import { CurrentTab } from "./current-tab";
import { EffectRunner } from "./effects";
import { HostConnection, type ScannerEvent, type SessionOptions } from "./host-connection";
import { openOnClick } from "./open-panel";
import { isFromGuard, parsePageMessage } from "./page-scans";
import { Panels } from "./panels";
import type { PersonEvent, ReceptionEvent } from "./reception/events";
import { armFrames } from "./portal";
import type { PortalTarget } from "./reception/state";
import { Receptions } from "./receptions";
import { unconfirmedOf } from "./reception/doubts";
import { isUsable } from "./reception/steps";
import { SettingsStore } from "./settings-store";
import { OfficeProfiles } from "./signed-profiles";
import { parsePickMessage } from "./teaching/pick-messages";
import { Teachings } from "./teaching/teachings";
import { panelView } from "./view";

const settings = new SettingsStore(() => {
  panels.show();
  void ready.then(() => {
    forAll({ type: "originsChanged", allowed: settings.current.allowedOrigins });
    teachings.settingsChanged();
  });
});

function sessionOptions({ allowBac, photo, timeouts, weakAlgorithms }: Settings): SessionOptions {
  const seconds = timeouts.cardCommandSeconds;
  return {
    allowPhoto: photo !== "never",
    ...(allowBac === undefined ? {} : { allowBac }),
    ...(weakAlgorithms === undefined ? {} : { weakAlgorithms }),
    ...(seconds === undefined ? {} : { transmitTimeoutMs: seconds * 1000 }),
  };
}

const host = new HostConnection({
  connect: () => chrome.runtime.connectNative(hostName),
  lastError: () => chrome.runtime.lastError?.message,
  extensionVersion: chrome.runtime.getManifest().version,
  sessionOptions: () => sessionOptions(settings.current),
  portSeconds: () => settings.current.timeouts.portSeconds,
  changed: () => panels.show(),
  inserted: (card) => {
    const windowId = panels.activeWindow();
    if (windowId === undefined) return;
    receptions.touch(windowId);
    receptions.dispatch(windowId, { type: "cardInserted", card });
  },
  removed: (card) => forAll({ type: "cardRemoved", card }),
  reading: (event) => effects.reading(event),
  scanned: (event) => {
    const windowId = panels.activeWindow();
    if (windowId === undefined) return;
    receptions.touch(windowId);
    receptions.dispatch(windowId, scannerNews(event));
  },
  lost: (failure) => forAll({ type: "hostLost", failure: failure ?? { code: "host.exited" } }),
});

/** A scan of the host's own scanners takes the way of every other, but that the host has understood it already; one that was lost is said. */
function scannerNews({ name, params }: ScannerEvent): ReceptionEvent {
  if (name === "scanner.scanned") {
    const { text, damaged, parsed: result } = params;
    return isScanText(text) ? { type: "scanned", text, origin: "scanner", damaged, result } : { type: "scanLost", failure: { code: "scanner.garbage" } };
  }
  return { type: "scanLost", failure: { code: isErrorCode(params.error) ? params.error : "protocol.internal" } };
}

const office = new OfficeProfiles({
  source: () => settings.current.profileSource,
  verify: async (envelope, key) => {
    const client = await host.ready();
    return (await client.call("profile.verify", { ...envelope, key }).result).valid;
  },
  fetch: (url, options) => fetch(url, options),
  now: () => Date.now(),
  changed: () => panels.show(),
});

async function officeProfiles(): Promise<readonly SiteProfile[]> {
  await office.refresh();
  return office.profiles;
}

const effects = new EffectRunner(host, () => settings.current, officeProfiles);

const receptions = new Receptions({
  settings: () => settings.current,
  cards: () => host.cards,
  run: (effect, dispatch) => effects.run(effect, dispatch),
  changed: (windowId) => {
    panels.show(windowId);
    teachings.receptionChanged(windowId);
  },
});

const teachings = new Teachings({
  settings: () => settings.current,
  officeProfiles,
  context: (windowId) => {
    const reception = receptions.get(windowId);
    return { turn: reception.turn, unconfirmed: unconfirmedOf(reception.identity), ...(isUsable(reception) ? { citizen: reception.identity.citizen } : {}) };
  },
  changed: (windowId) => panels.show(windowId),
});

function forAll(event: ReceptionEvent): void {
  for (const windowId of receptions.windows()) receptions.dispatch(windowId, event);
}

const currentTab = new CurrentTab(() => panels.show());

const panels = new Panels({
  received: (windowId, act) => void perform(windowId, act),
  visibilityChanged: () => void follow(),
  view: (windowId) => panelView(receptions.get(windowId), host.state, settings.current, currentTab.id, office.failure, teachings.view(windowId)),
});

/** An update waits until nobody is at a desk. */
let updateWaits = false;

/** Everything of an earlier life of the background is back. */
const ready = settings.load().then(() => Promise.all([receptions.load(), teachings.load(), currentTab.refresh()]));

async function follow(): Promise<void> {
  await ready;
  panels.show();
  host.watch(panels.anyVisible());
  if (panels.anyVisible()) void office.refresh();
  if (updateWaits && !panels.anyVisible() && receptions.allEmpty()) chrome.runtime.reload();
}

async function activeTab(windowId: number): Promise<number | undefined> {
  const [tab] = await chrome.tabs.query({ active: true, windowId });
  return tab?.id;
}

async function toEvent(windowId: number, act: Exclude<PersonAct, TeachAct | { type: "reconnect" }>): Promise<PersonEvent | undefined> {
  if (act.type !== "previewRequested" && act.type !== "receptionStarted") return act;
  const tabId = act.tabId ?? (await activeTab(windowId));
  return tabId === undefined ? undefined : { type: act.type, tabId };
}

async function teach(windowId: number, act: TeachAct): Promise<void> {
  if (act.type !== "teachRequested") return teachings.dispatch(windowId, act);
  const tabId = act.tabId ?? (await activeTab(windowId));
  if (tabId !== undefined) teachings.dispatch(windowId, { ...act, tabId });
}

/** What a person did in a panel. Any act brings a host back that has gone. */
async function perform(windowId: number, act: PersonAct): Promise<void> {
  await ready;
  receptions.touch(windowId);
  host.ready().catch(() => undefined);
  if (act.type === "reconnect") return;
  if (isTeachAct(act)) return teach(windowId, act);
  const event = await toEvent(windowId, act);
  if (event !== undefined) receptions.dispatch(windowId, event);
}

chrome.runtime.onConnect.addListener((port) => {
  if (port.name === panelPortName) panels.connect(port);
  else port.disconnect();
});
/** What a message of a page's guard means for the reception that has armed it. */
function pageNews(message: Exclude<PageMessage, PageFocus>): ReceptionEvent {
  return message.kind === "pageScan" ? { type: "scanned", text: message.text, origin: "page" } : { type: "scanSpoilt", trouble: message.trouble };
}

let lastFocus: PageFocus | undefined;

/** A frame that has the focus gets a guard where it may; what is told of the focus meanwhile is newer. */
async function followFocus(windowId: number, message: PageFocus, target: PortalTarget): Promise<void> {
  lastFocus = message;
  const { token, isInFrame } = message;
  receptions.dispatch(windowId, { type: "focusMoved", token, isInFrame });
  const isGuarded = isInFrame && (await armFrames(target, settings.current.allowedOrigins));
  if (isGuarded && lastFocus === message) receptions.dispatch(windowId, { type: "focusMoved", token, isInFrame: false });
}

/** A scan in a portal's page, or what is told of one. @returns whether it was taken */
async function takePageMessage(message: PageMessage, sender: chrome.runtime.MessageSender): Promise<boolean> {
  await ready;
  for (const windowId of receptions.windows()) {
    const { guard } = receptions.get(windowId);
    if (guard?.status !== "armed" || !isFromGuard(message, sender, guard.target, settings.current.allowedOrigins)) continue;
    if (message.kind === "pageScan") receptions.touch(windowId);
    if (message.kind === "pageFocus") void followFocus(windowId, message, guard.target);
    else receptions.dispatch(windowId, pageNews(message));
    return true;
  }
  if (message.kind === "pageScan") refusePageScan(message.token, sender);
  return false;
}

/** The letters of a refused scan are gone from the page: whoever sits before it is told. */
function refusePageScan(token: string, { tab }: chrome.runtime.MessageSender): void {
  for (const windowId of receptions.windows()) {
    const { guard } = receptions.get(windowId);
    const isOwner = guard?.status === "armed" && guard.target.binding.token === token;
    if (isOwner || windowId === tab?.windowId) receptions.dispatch(windowId, { type: "scanRefused", token });
  }
}

/** @returns whether an answer is still to come */
function takePick(raw: unknown, sender: chrome.runtime.MessageSender, respond: (taken: boolean) => void): boolean {
  const message = parsePickMessage(raw);
  if (message === undefined) return false;
  void ready.then(() => respond(teachings.take(message, sender)));
  return true;
}

chrome.runtime.onMessage.addListener((raw: unknown, sender, respond: (taken: boolean) => void) => {
  const message = parsePageMessage(raw);
  if (message === undefined) return takePick(raw, sender, respond);
  void takePageMessage(message, sender).then(respond);
  return true;
});
currentTab.listen();
chrome.tabs.onUpdated.addListener((tabId, { status }) => {
  if (status !== undefined) void ready.then(() => forAll({ type: "tabChanged", tabId }));
  if (status === "loading") void ready.then(() => teachings.forAll({ type: "tabChanged", tabId }));
});
chrome.tabs.onRemoved.addListener((tabId) => void ready.then(() => [forAll({ type: "tabChanged", tabId }), teachings.forAll({ type: "tabChanged", tabId })]));
chrome.tabs.onAttached.addListener((tabId) => void ready.then(() => forAll({ type: "tabMoved", tabId })));
chrome.alarms.onAlarm.addListener(({ name }) => void ready.then(() => receptions.alarm(name)));
chrome.windows.onFocusChanged.addListener((windowId) => panels.focused(windowId));
chrome.windows.onRemoved.addListener((windowId) => void ready.then(() => [receptions.drop(windowId), teachings.drop(windowId)]));
// Without a listener for it the background would not run at the start of the browser and miss the policy.
chrome.runtime.onStartup.addListener(() => undefined);
chrome.runtime.onUpdateAvailable.addListener(() => {
  updateWaits = true;
  void follow();
});
openOnClick();
