// Everything under a root as one tree: with the shadow trees and the documents of frames of the same origin that stand in it.
import { hasClobbered } from "./clobbered";
import { shadowOf } from "./composed";
import { isElement } from "./element-kinds";
import { bodyIn } from "./frames";

// A page cannot make the look at it long: what lies deeper, or comes after so many, is not looked into.
const MAX_TREES = 2000;
const MAX_DEPTH = 24;
const MAX_ELEMENTS = 200_000;

// By the standard of the DOM they can have no shadow tree, and none of them is a frame.
const HOLDS_NOTHING: ReadonlySet<string> = new Set(["input", "select", "option", "optgroup", "textarea", "button", "label", "a", "i", "b", "strong", "em", "small", "br", "hr", "img", "svg", "path", "ul", "ol", "li", "table", "thead", "tbody", "tr", "td", "th", "form", "fieldset", "legend", "script", "style", "template", "link", "meta"]);

interface Inner {
  holder: Element;
  tree: ParentNode;
}

/** One look: trees that come later are not in it. */
export class PageTree {
  private readonly inner = new Map<ParentNode, Inner[]>();

  /** Those that hide themselves from being read: nothing is seen in them. */
  private readonly closed = new Set<ParentNode>();

  private left = { trees: MAX_TREES, elements: MAX_ELEMENTS };

  constructor(readonly root: ParentNode) {
    this.lookInto(root, 0);
  }

  /** All elements a selector names, in the order of the page. */
  all<T extends Element = Element>(selector: string): T[] {
    const found: T[] = [];
    this.gather(this.root, selector, found);
    return found;
  }

  private lookInto(tree: ParentNode, depth: number): void {
    if (depth >= MAX_DEPTH) return;
    if (hasClobbered(tree)) {
      this.closed.add(tree);
      return;
    }
    const inner: Inner[] = [];
    for (const holder of this.holdersIn(tree)) {
      const held = shadowOf(holder) ?? bodyIn(holder);
      if (held === null || this.left.trees <= 0) continue;
      this.left.trees -= 1;
      inner.push({ holder, tree: held });
      this.lookInto(held, depth + 1);
    }
    if (inner.length > 0) this.inner.set(tree, inner);
  }

  /** Elements of one tree that may hold another, the root among them; none of one with more elements than are left. */
  private holdersIn(tree: ParentNode): Element[] {
    const found: Element[] = isElement(tree) ? [tree] : [];
    const page = tree.nodeType === 9 ? (tree as Document) : (tree.ownerDocument as Document);
    // A walk costs a fifth of looking through the list of all elements.
    const walk = page.createTreeWalker(tree, 1);
    for (let element = walk.nextNode() as Element | null; element !== null; element = walk.nextNode() as Element | null) {
      this.left.elements -= 1;
      if (this.left.elements < 0) return [];
      if (!HOLDS_NOTHING.has(element.localName)) found.push(element);
    }
    return found;
  }

  private gather(tree: ParentNode, selector: string, found: Element[]): void {
    if (this.closed.has(tree)) return;
    const own = tree.querySelectorAll(selector);
    let at = 0;
    for (const { holder, tree: held } of this.inner.get(tree) ?? []) {
      for (let next = own[at]; next !== undefined && !isAfter(next, holder); next = own[at]) {
        found.push(next);
        at += 1;
      }
      this.gather(held, selector, found);
    }
    for (let next = own[at]; next !== undefined; next = own[at]) {
      found.push(next);
      at += 1;
    }
  }
}

function isAfter(element: Element, holder: Element): boolean {
  return (holder.compareDocumentPosition(element) & 4) !== 0;
}
