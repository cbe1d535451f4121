// The panel as a whole.
import { useEffect, useRef, useState } from "preact/hooks";
import { languageOf, translator } from "../shared/i18n";
import type { PersonAct, PanelView } from "../shared/panel-protocol";
import { offered, primaryAction, type ActionName } from "./actions";
import { ActionBar } from "./components/action-bar";
import { CitizenCard } from "./components/citizen-card";
import { Doubts } from "./components/doubts";
import { Evidence } from "./components/evidence";
import { FailureBox } from "./components/failure";
import { Header } from "./components/header";
import { Lookup, Papers, Record } from "./components/lookup";
import { ManualKey } from "./components/manual-key";
import { OtherPerson } from "./components/other-person";
import { OtherScan } from "./components/other-scan";
import { PageGuard } from "./components/page-guard";
import { Preview, type Choices } from "./components/preview";
import { Result } from "./components/result";
import { ScanBox } from "./components/scan-box";
import { ScannerHelp } from "./components/scanner-help";
import { Shortcuts } from "./components/shortcuts";
import { Sources } from "./components/sources";
import { StatusLine } from "./components/status-line";
import { VerdictList } from "./components/verdict-list";
import { usePanel } from "./connection";
import { PanelProvider, usePanelContext } from "./context";
import { Teach, TeachStart } from "./teach/teach";
import { leaveOut } from "../plan/edit";
import { editedPlan } from "../plan/plan-edits";
import { isPersons, KeyGate } from "./key-gate";
import { shortcutOf } from "./shortcut-keys";
import type { Failure } from "../background/reception/state";

const takesKey: ReadonlySet<string> = new Set(["waitingForKey", "waitingForCard", "readFailed"]);
const noChoices: Choices = { ticks: [], leaves: [], consent: false };

/** Where the fill goes when the panel is not in a window with the portal, as in a tab of its own. */
function namedTab(): number | undefined {
  const value = new URLSearchParams(location.search).get("tabId");
  return value !== null && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

function actOf(action: ActionName, choices: Choices, preview: number): PersonAct {
  switch (action) {
    case "preview":
      return { type: "previewRequested", tabId: namedTab() };
    case "confirm":
      return { type: "confirmed", preview, ticks: [...choices.ticks], leaves: [...choices.leaves], consent: choices.consent };
    case "closePreview":
      return { type: "previewClosed" };
    case "lookup":
      return { type: "lookupRequested" };
    case "undo":
      return { type: "undoRequested" };
    case "readAgain":
      return { type: "readAgain" };
    case "compareAgain":
      return { type: "compareAgain" };
    case "recordCopied":
      return { type: "recordCopied" };
    case "switchPerson":
      return { type: "personSwitched" };
    case "keepPerson":
      return { type: "personKept" };
    case "evidence":
      return { type: "evidenceRequested" };
    case "next":
      return { type: "nextCitizen" };
  }
}

function Notices() {
  const { t, view } = usePanelContext();
  const { invalidPolicyKeys } = view.settings;
  const { failure } = view.identity;
  return (
    <>
      {view.notice !== undefined && (
        <p class="notice" role="status" data-notice={view.notice}>
          {t(`notice_${view.notice}`)}
        </p>
      )}
      <FailureBox failure={view.host.failure} />
      <FailureBox failure={failure?.code === view.host.failure?.code ? undefined : failure} />
      <OtherPerson />
      <OtherScan />
      <FailureBox failure={view.work.failure} />
      <FailureBox failure={view.guard.failure} />
      <FailureBox failure={view.profileFailure && { code: view.profileFailure }} />
      {invalidPolicyKeys.length > 0 && (
        <>
          <FailureBox failure={{ code: "policy.invalid" }} />
          <p class="hint">{t("policyInvalid_keys", { keys: invalidPolicyKeys.join(", ") })}</p>
        </>
      )}
    </>
  );
}

function useChoices(view: PanelView): [Choices, (choices: Choices) => void] {
  const [choices, setChoices] = useState(noChoices);
  // A new plan is a new question: no tick outlives the preview it was made for.
  const plan = view.work.preview === undefined ? "" : JSON.stringify(view.work.preview.plan);
  useEffect(() => setChoices(noChoices), [plan]);
  return [choices, setChoices];
}

/** All keys of the panel, at once and for as long as it is open. */
function useKeys(acts: { scanned(event: Event, text: string): void; enter(event: Event): void; shortcut(event: Event, action: ActionName): void }) {
  const box = useRef<HTMLTextAreaElement>(null);
  const latest = useRef(acts);
  latest.current = acts;
  const [gate] = useState(
    () => new KeyGate({ box: () => box.current, scanned: (event, text) => latest.current.scanned(event, text), enter: (event) => latest.current.enter(event) }),
  );
  useEffect(() => gate.listen(document), [gate]);
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      const action = shortcutOf(event);
      if (action === undefined) return;
      event.preventDefault();
      latest.current.shortcut(event, action);
    };
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, []);
  return { box, gate };
}

function Main() {
  const { view, act } = usePanelContext();
  const [choices, setChoices] = useChoices(view);
  const { preview, phase } = view.work;
  const count = (preview === undefined ? 0 : leaveOut(editedPlan(preview), choices.leaves).steps.length) + choices.ticks.length;
  const mayConfirm = count > 0 && (view.settings.mode === "clerk" || choices.consent);
  const perform = (event: Event, action: ActionName) => {
    if (offered(view).has(action) && (action !== "confirm" || mayConfirm)) act(event, actOf(action, choices, preview?.number ?? 0));
  };
  const next = (event: Event) => {
    const action = primaryAction(view);
    // Leaving a citizen takes a press of its own button: no Enter too many forgets one.
    if (action !== undefined && action !== "next") perform(event, action);
  };
  const shortcut = (event: Event, action: ActionName) => perform(event, action === "closePreview" && view.identity.asked !== undefined ? "keepPerson" : action);
  const { box, gate } = useKeys({ scanned: (event, text) => act(event, { type: "scanned", text, origin: "keys" }), enter: next, shortcut });
  const toggled = (keys: readonly string[], key: string) => (keys.includes(key) ? keys.filter((other) => other !== key) : [...keys, key]);
  const toggle = (list: "ticks" | "leaves", key: string) => setChoices({ ...choices, [list]: toggled(choices[list], key) });
  const showPreview = preview !== undefined && phase === "previewed";
  return (
    <>
      <Header />
      <main>
        <StatusLine />
        <Notices />
        <Teach tabId={namedTab()} />
        {view.identity.phase !== "blocked" && <ScanBox key={`scan-${view.turn}`} box={box} onPaste={(event) => gate.pasted(event)} />}
        {view.identity.phase !== "blocked" && <PageGuard tabId={namedTab()} />}
        {view.identity.phase !== "blocked" && <Sources key={`sources-${view.turn}`} />}
        {takesKey.has(view.identity.phase) && <ManualKey key={`manual-${view.turn}`} />}
        {showPreview && <Preview preview={preview} choices={choices} toggle={toggle} setConsent={(consent) => setChoices({ ...choices, consent })} />}
        {view.identity.phase !== "blocked" && <Doubts key={`doubts-${view.turn}`} />}
        <Lookup />
        <Record />
        <Evidence />
        <Papers />
        {!showPreview && <Result />}
        <CitizenCard />
        <VerdictList />
        <ScannerHelp />
        <TeachStart tabId={namedTab()} />
        <Shortcuts />
      </main>
      <ActionBar perform={perform} count={count} mayConfirm={mayConfirm} />
    </>
  );
}

export function App() {
  const { view, send } = usePanel();
  const [refused, setRefused] = useState<Failure>();
  const language = languageOf(view?.settings.language ?? "vi", chrome.i18n.getUILanguage());
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = translator(language)("appName");
  }, [language]);
  if (view === undefined) return null;
  const act = (event: Event, wanted: PersonAct) => {
    const persons = isPersons(event);
    setRefused(persons ? undefined : { code: "action.notTrusted" });
    if (persons) send(wanted);
  };
  return (
    <PanelProvider value={{ t: translator(language), language, view, act, scanned: (text, origin) => send({ type: "scanned", text, origin }) }}>
      <Main />
      <FailureBox failure={refused} />
    </PanelProvider>
  );
}
