// JSON-RPC 2.0 client of the native host over anything that behaves like a native port.
// Nothing that comes in is trusted before its generated validator has accepted it.
import type { ErrorCode } from "../generated/errors";
import { isErrorCode } from "../generated/errors";
import type { HostEvents, HostMethods } from "../generated/protocol";
import { eventShapes, messageShape, resultShapes } from "../generated/shapes";
import { eventValidators, resultValidators } from "../generated/validator-tables";
import { incomingError, incomingNotification, incomingResponse } from "../generated/validators.mjs";
import { BridgeError, disconnectCode } from "./host-errors";
import { knownMembers } from "./known-members";
import { blamed } from "./version-blame";

export const hostName = "vn.cccdbridge.host";
export const protocolVersion = 1;
/** Largest piece of one blob.read: keeps a message under 700 KiB in base64. */
const blobChunk = 491_520;
/** A photo of a card is a few tens of KiB; more than this is not a photo. */
const largestBlob = 4 * 1024 * 1024;

export type Method = keyof HostMethods;
export type EventName = keyof HostEvents;
export type HostEvent = { [N in EventName]: { name: N; params: HostEvents[N] } }[EventName];

/** The part of chrome.runtime.Port that the client uses. */
export interface PortLike {
  postMessage(message: unknown): void;
  disconnect(): void;
  onMessage: { addListener(listener: (message: unknown) => void): void };
  onDisconnect: { addListener(listener: (port: PortLike) => void): void };
  /** Firefox's reason of a disconnect. */
  error?: { message: string } | null;
}

export interface HostClientOptions {
  onEvent(event: HostEvent): void;
  /** Called once, when the host is gone, with the reason. */
  onClosed(code: ErrorCode): void;
  /** Chromium's reason of a disconnect (chrome.runtime.lastError). */
  lastError(): string | undefined;
  extensionVersion: string;
}

interface PendingCall {
  method: Method;
  resolve(result: never): void;
  reject(error: BridgeError): void;
  timer: ReturnType<typeof setTimeout>;
}

/** A call in progress; events that belong to it carry its id in `params.request`. */
export interface Call<M extends Method> {
  id: number;
  result: Promise<HostMethods[M]["result"]>;
}

// A well-framed message that is not JSON is dropped by Chromium without a word, so every request has a deadline.
const timeouts: { readonly [M in Method]?: number } = { "card.read": 120_000, "card.readPhoto": 120_000, "qr.decode": 20_000, "diagnostics.run": 20_000 };
const usualTimeout = 8_000;

export class HostClient {
  readonly #port: PortLike;
  readonly #options: HostClientOptions;
  readonly #calls = new Map<number, PendingCall>();
  #nextId = 1;
  #closed = false;
  #refusal: ErrorCode | undefined;
  /** The host's version, once it has said hello. */
  #hostVersion: string | undefined;

  constructor(port: PortLike, options: HostClientOptions) {
    this.#port = port;
    this.#options = options;
    port.onMessage.addListener((message) => this.#receive(message));
    port.onDisconnect.addListener((closed) => this.#close(this.#refusal ?? disconnectCode(closed.error?.message ?? options.lastError())));
  }

  /** Sends a request. The promise is refused with a BridgeError: the host's own code, a time-out, or the end of the host. */
  call<M extends Method>(method: M, params: HostMethods[M]["params"]): Call<M> {
    const id = this.#nextId++;
    const result = new Promise<HostMethods[M]["result"]>((resolve, reject) => {
      if (this.#closed) {
        reject(new BridgeError("host.exited"));
        return;
      }
      const timer = setTimeout(() => this.#expire(id), timeouts[method] ?? usualTimeout);
      this.#calls.set(id, { method, resolve, reject, timer });
      this.#post({ jsonrpc: "2.0", id, method, params });
    });
    return { id, result };
  }

  /** Asks the host to stop a request; its own answer then says operation.cancelled. */
  cancel(id: number): void {
    if (this.#calls.has(id)) this.call("operation.cancel", { id }).result.catch(() => undefined);
  }

  /** Reads what a handle stands for, piece by piece, as base64. */
  async readBlob(handle: string, length: number): Promise<string> {
    if (length > largestBlob) throw new BridgeError("protocol.tooLarge");
    const pieces: string[] = [];
    for (let offset = 0; offset < length; ) {
      const part = await this.call("blob.read", { handle, offset, length: Math.min(blobChunk, length - offset) }).result;
      const bytes = atob(part.data);
      if (part.offset !== offset || part.total !== length || bytes.length === 0 || offset + bytes.length > length) throw new BridgeError("protocol.internal");
      pieces.push(bytes);
      offset += bytes.length;
    }
    return btoa(pieces.join(""));
  }

  /** Closes the port; calls in progress are refused with host.exited. `onClosed` is not called. */
  close(): void {
    if (this.#closed) return;
    this.#port.disconnect();
    this.#end("host.exited");
  }

  #post(message: unknown): void {
    try {
      this.#port.postMessage(message);
    } catch {
      this.#close("host.exited");
    }
  }

  #receive(received: unknown): void {
    const message = knownMembers(received, messageShape);
    if (incomingNotification(message)) this.#receiveEvent(message.method, message.params);
    else if (incomingResponse(message)) this.#receiveResult(message.id, message.result);
    else if (incomingError(message)) this.#receiveError(message.id, message.error.data.code, message.error.data.params);
    else this.#refuseAll(this.#blamed("protocol.internal"));
  }

  #receiveEvent(name: string, received: unknown): void {
    if (!Object.hasOwn(eventValidators, name)) return;
    const params = knownMembers(received, eventShapes[name as EventName]);
    const isValid: (value: unknown) => boolean = eventValidators[name as EventName];
    if (!isValid(params)) return this.#misunderstand(name);
    const event = { name, params } as HostEvent;
    if (event.name === "host.hello") this.#hostVersion = event.params.version;
    this.#options.onEvent(event);
  }

  /** Progress is for the eye only; without a hello nothing else can be understood; what any other event takes back is unknown. */
  #misunderstand(name: string): void {
    if (name === "card.progress") return;
    if (name !== "host.hello") return this.#refuseAll(this.#blamed("protocol.internal"));
    this.#port.disconnect();
    this.#close("extension.outdated");
  }

  #receiveResult(id: number, received: unknown): void {
    const call = this.#take(id);
    if (call === undefined) return;
    const result = knownMembers(received, resultShapes[call.method]);
    const isValid: (value: unknown) => boolean = resultValidators[call.method];
    if (isValid(result)) call.resolve(result as never);
    else call.reject(new BridgeError(this.#blamed("protocol.internal")));
  }

  #blamed(code: ErrorCode): ErrorCode {
    return blamed(code, { host: this.#hostVersion, extension: this.#options.extensionVersion });
  }

  #receiveError(id: number | null, text: string, params?: { [name: string]: string | number | boolean }): void {
    const code = this.#blamed(isErrorCode(text) ? text : "protocol.internal");
    if (id === null) this.#refusal = code;
    else this.#take(id)?.reject(new BridgeError(code, params));
  }

  #take(id: number): PendingCall | undefined {
    const call = this.#calls.get(id);
    if (call !== undefined) {
      clearTimeout(call.timer);
      this.#calls.delete(id);
    }
    return call;
  }

  #expire(id: number): void {
    const call = this.#calls.get(id);
    if (call === undefined) return;
    if (call.method === "card.read" || call.method === "card.readPhoto") this.cancel(id);
    this.#take(id)?.reject(new BridgeError("operation.timeout"));
  }

  /** After a message that breaks the protocol no answer in progress can be relied on. */
  #refuseAll(code: ErrorCode): void {
    for (const id of [...this.#calls.keys()]) this.#take(id)?.reject(new BridgeError(code));
  }

  #end(code: ErrorCode): void {
    this.#closed = true;
    this.#refuseAll(code);
  }

  #close(code: ErrorCode): void {
    if (this.#closed) return;
    this.#end(code);
    this.#options.onClosed(code);
  }
}
