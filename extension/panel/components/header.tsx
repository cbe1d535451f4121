// Name, mode, and how the native program and the readers are.
import { isErrorCode } from "../../generated/errors";
import type { Scanner } from "../../generated/protocol";
import { remedyKey, type MessageKey } from "../../shared/i18n";
import type { HostState } from "../../shared/panel-protocol";
import { usePanelContext } from "../context";
import { Icon } from "./icon";

interface HostLine {
  text: MessageKey;
  tone: "ok" | "idle" | "attention";
  reader?: string;
}

const busyStates: { readonly [state: string]: MessageKey } = { busy: "host_readerBusy", stuck: "host_readerStuck", mute: "host_readerStuck" };

export function hostLine({ status, service, readers }: HostState): HostLine {
  if (status === "failed") return { text: "host_failed", tone: "attention" };
  if (status !== "ready") return { text: `host_${status}`, tone: "idle" };
  if (service === "unavailable") return { text: "host_noService", tone: "attention" };
  const real = readers.filter((reader) => reader.class !== "virtual");
  const reader = real.find(({ insertion }) => insertion !== undefined) ?? real[0];
  if (reader === undefined) return { text: "host_noReader", tone: "attention" };
  const trouble = busyStates[reader.state];
  if (trouble !== undefined) return { text: trouble, tone: "attention", reader: reader.name };
  return { text: reader.insertion === undefined ? "host_readerEmpty" : "host_readerCard", tone: "ok", reader: reader.name };
}

const scannerTones: { readonly [S in Scanner["state"]]: HostLine["tone"] } = { ready: "idle", listening: "ok", busy: "attention", denied: "attention", failed: "attention", noisy: "attention" };

/** The scanners that the host itself listens to; a keyboard scanner is none of them. */
function Scanners() {
  const { t, view } = usePanelContext();
  return (view.host.scanners ?? []).map(({ id, name, state, error }) => (
    <div key={id} data-testid="scanner" data-state={state}>
      <p class={`host tone-${scannerTones[state]}`} title={name}>
        <span class="dot" aria-hidden="true" />
        <span class="host-text">{`${t(`scannerState_${state}`)} · ${name}`}</span>
      </p>
      {error !== undefined && isErrorCode(error) && <p class="hint">{t(remedyKey(error))}</p>}
    </div>
  ));
}

export function Header() {
  const { t, view, act } = usePanelContext();
  const { text, tone, reader } = hostLine(view.host);
  return (
    <header class="header">
      <div class="brand">
        <h1>{t("appName")}</h1>
        <span class="chip">{t(`mode_${view.settings.mode}`)}</span>
        <button type="button" class="quiet icon-button" title={t("action_options")} aria-label={t("action_options")} onClick={() => void chrome.runtime.openOptionsPage()}>
          <Icon name="gear" />
        </button>
      </div>
      <p class={`host tone-${tone}`} data-testid="host" title={reader}>
        <span class="dot" aria-hidden="true" />
        <span class="host-text">{reader === undefined ? t(text) : `${t(text)} · ${reader}`}</span>
        {(view.host.status === "failed" || view.host.status === "closed") && (
          <button type="button" class="link" onClick={(event) => act(event, { type: "reconnect" })}>
            {t("host_reconnect")}
          </button>
        )}
      </p>
      <Scanners />
    </header>
  );
}
