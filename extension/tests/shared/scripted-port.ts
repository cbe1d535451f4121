// A native port whose other side is the test.
import type { PortLike } from "../../shared/host-client";

interface Sent {
  jsonrpc: string;
  id: number;
  method: string;
  params: { [name: string]: unknown };
}

export class ScriptedPort implements PortLike {
  readonly sent: Sent[] = [];
  disconnected = false;
  error: { message: string } | null = null;
  #message: ((message: unknown) => void)[] = [];
  #closed: ((port: PortLike) => void)[] = [];
  /** Called with every request, for tests that answer at once. */
  onRequest: ((request: Sent) => void) | undefined;

  readonly onMessage = { addListener: (listener: (message: unknown) => void) => void this.#message.push(listener) };
  readonly onDisconnect = { addListener: (listener: (port: PortLike) => void) => void this.#closed.push(listener) };

  postMessage(message: unknown): void {
    if (this.disconnected) throw new Error("disconnected");
    this.sent.push(message as Sent);
    this.onRequest?.(message as Sent);
  }

  disconnect(): void {
    this.disconnected = true;
  }

  /** A message from the host. */
  receive(message: unknown): void {
    for (const listener of this.#message) listener(message);
  }

  result(id: number, result: unknown): void {
    this.receive({ jsonrpc: "2.0", id, result });
  }

  refuse(id: number | null, code: string, params?: unknown): void {
    this.receive({ jsonrpc: "2.0", id, error: { code: -32000, message: code, data: params === undefined ? { code } : { code, params } } });
  }

  event(method: string, params: unknown): void {
    this.receive({ jsonrpc: "2.0", method, params });
  }

  /** The host ends. */
  end(error: { message: string } | null = null): void {
    this.disconnected = true;
    this.error = error;
    for (const listener of this.#closed) listener(this);
  }
}
