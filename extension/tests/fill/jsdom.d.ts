// The part of jsdom these tests use; it ships no types.
declare module "jsdom" {
  export class JSDOM {
    constructor(html: string, options: { url: string; pretendToBeVisual: boolean });
    readonly window: Window;
  }
}
