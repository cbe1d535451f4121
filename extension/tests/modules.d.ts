// jsdom ships no types of its own; the tests use this much of it.
declare module "jsdom" {
  export class JSDOM {
    constructor(html?: string, options?: { url?: string; runScripts?: "dangerously" | "outside-only"; pretendToBeVisual?: boolean });
    readonly window: Window & typeof globalThis;
  }
}
