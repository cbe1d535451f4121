// The one native port: opened when something needs it, kept while a panel is visible, closed some time after the last.
import type { HostMethods, Reader, Scanner } from "../generated/protocol";
import { HostClient, protocolVersion, type HostEvent, type PortLike } from "../shared/host-client";
import { BridgeError, codeOf } from "../shared/host-errors";
import type { HostState } from "../shared/panel-protocol";
import type { Card } from "./reception/state";

/** How long a started host may take to say hello. */
const helloTimeoutMs = 5_000;

export type SessionOptions = NonNullable<HostMethods["session.start"]["params"]["options"]>;
export type ScannerEvent = Extract<HostEvent, { name: "scanner.scanned" | "scanner.rejected" }>;
export type CardEvent = Extract<HostEvent, { name: "card.progress" | "card.citizen" | "card.withdrawn" }>;

export interface HostConnectionOptions {
  connect(): PortLike;
  /** Chromium's reason of a disconnect. */
  lastError(): string | undefined;
  extensionVersion: string;
  sessionOptions(): SessionOptions;
  portSeconds(): number;
  changed(): void;
  inserted(card: Card): void;
  removed(card: Card): void;
  /** An event of a read in progress. */
  reading(event: CardEvent): void;
  /** A scanner that the host listens to has scanned, or lost a scan. */
  scanned(event: ScannerEvent): void;
  /** The host is gone, by itself or because nobody watches. */
  lost(failure: HostState["failure"]): void;
}

export class HostConnection {
  #state: HostState = { status: "closed", readers: [] };
  #client: HostClient | undefined;
  #opening: Promise<HostClient> | undefined;
  #hello: { resolve(): void; reject(error: unknown): void } | undefined;
  #cards: Card[] = [];
  #watched = false;
  /** Whether scanners were asked to be listened to; undefined where the host cannot. */
  #listens: boolean | undefined;
  #closing: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: HostConnectionOptions) {}

  get state(): HostState {
    return this.#state;
  }

  get cards(): readonly Card[] {
    return this.#cards;
  }

  /** The started session, opened when there is none. */
  async ready(): Promise<HostClient> {
    if (this.#state.status === "ready" && this.#client !== undefined) return this.#client;
    this.#opening ??= this.#open().finally(() => (this.#opening = undefined));
    return this.#opening;
  }

  /** Tells whether a panel is visible now; the port follows. */
  watch(watched: boolean): void {
    this.#watched = watched;
    clearTimeout(this.#closing);
    this.#listen();
    if (watched) this.ready().catch(() => undefined);
    else this.#closing = setTimeout(() => this.close(), this.options.portSeconds() * 1000);
  }

  /** Ends the host. */
  close(): void {
    if (this.#client === undefined) return;
    this.#client.close();
    this.#forget({ status: "closed", readers: [] });
  }

  async #open(): Promise<HostClient> {
    this.#set({ status: "connecting", readers: [] });
    try {
      const client = await this.#connect();
      const { version, capabilities } = await client.call("session.start", {
        protocol: protocolVersion,
        extensionVersion: this.options.extensionVersion,
        options: this.options.sessionOptions(),
      }).result;
      const { service, readers } = await client.call("reader.list", {}).result;
      this.#set({ status: "ready", version, service, readers });
      this.#follow(readers);
      this.#listens = capabilities.some((capability) => capability.startsWith("scanner.")) ? false : undefined;
      this.#listen();
      if (!this.#watched) this.watch(false);
      return client;
    } catch (error) {
      this.#client?.close();
      this.#forget({ status: "failed", failure: { code: codeOf(error) }, readers: [] });
      throw error;
    }
  }

  /** Scanners are opened while somebody watches and given back when nobody does. */
  #listen(): void {
    const client = this.#client;
    if (client === undefined || this.#state.status !== "ready" || this.#listens === undefined || this.#listens === this.#watched) return;
    this.#listens = this.#watched;
    const { result } = client.call(this.#watched ? "scanner.listen" : "scanner.stop", {});
    result.then(({ scanners }) => this.#setScanners(client, scanners)).catch(() => undefined);
  }

  #setScanners(client: HostClient | undefined, scanners: Scanner[]): void {
    if (client !== undefined && client === this.#client && this.#state.status === "ready") this.#set({ ...this.#state, scanners });
  }

  async #connect(): Promise<HostClient> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const greeted = new Promise<void>((resolve, reject) => {
      this.#hello = { resolve, reject };
      timer = setTimeout(() => reject(new BridgeError("operation.timeout")), helloTimeoutMs);
    });
    const client = new HostClient(this.options.connect(), {
      onEvent: (event) => this.#receive(event),
      onClosed: (code) => this.#closed(client, code),
      lastError: () => this.options.lastError(),
      extensionVersion: this.options.extensionVersion,
    });
    this.#client = client;
    try {
      await greeted;
    } finally {
      clearTimeout(timer);
      this.#hello = undefined;
    }
    return client;
  }

  #receive(event: HostEvent): void {
    switch (event.name) {
      case "host.hello": {
        const { min, max } = event.params.protocol;
        if (min <= protocolVersion && protocolVersion <= max) this.#hello?.resolve();
        else this.#hello?.reject(new BridgeError(min > protocolVersion ? "extension.outdated" : "host.outdated"));
        return;
      }
      case "reader.changed":
        this.#set({ ...this.#state, service: event.params.service, readers: event.params.readers });
        this.#follow(event.params.readers);
        return;
      case "card.inserted":
        this.#insert(event.params);
        return;
      case "card.removed":
        this.#remove(event.params);
        return;
      case "scanner.changed":
        this.#setScanners(this.#client, event.params.scanners);
        return;
      case "scanner.scanned":
      case "scanner.rejected":
        this.options.scanned(event);
        return;
      default:
        this.options.reading(event);
    }
  }

  /** Lists of readers and single events tell the same; each card is announced once. */
  #follow(readers: readonly Reader[]): void {
    const present = readers.flatMap(({ name, insertion, state, class: kind }) =>
      insertion === undefined || state === "empty" || kind === "virtual" ? [] : [{ reader: name, insertion }],
    );
    for (const card of this.#cards) if (!present.some((other) => same(card, other))) this.#remove(card);
    for (const card of present) this.#insert(card);
  }

  #insert({ reader, insertion }: Card): void {
    const card = { reader, insertion };
    if (this.#cards.some((other) => same(card, other))) return;
    this.#cards = [...this.#cards.filter((other) => other.reader !== reader), card];
    this.options.inserted(card);
  }

  #remove(card: Card): void {
    if (!this.#cards.some((other) => same(card, other))) return;
    this.#cards = this.#cards.filter((other) => !same(card, other));
    this.options.removed(card);
  }

  #closed(client: HostClient, code: Parameters<ConstructorParameters<typeof HostClient>[1]["onClosed"]>[0]): void {
    if (client !== this.#client) return;
    this.#hello?.reject(new BridgeError(code));
    this.#forget({ status: "failed", failure: { code }, readers: [] });
  }

  #forget(state: HostState): void {
    clearTimeout(this.#closing);
    this.#client = undefined;
    this.#listens = undefined;
    this.#cards = [];
    this.#set(state);
    this.options.lost(state.failure);
  }

  #set(state: HostState): void {
    this.#state = state;
    this.options.changed();
  }
}

function same(one: Card, other: Card): boolean {
  return one.reader === other.reader && one.insertion === other.insertion;
}
