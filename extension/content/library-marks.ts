// Whether component libraries may have drawn something around an element: most elements stand in nothing of theirs, and need no look for each of them.

/** Names of classes and elements that selectors ask for. */
function namesIn(selectors: readonly string[]): { classes: Set<string>; elements: Set<string> } {
  const text = selectors.join(" ").replace(/\[[^\]]*\]/gu, " ");
  const found = text.match(/[.]?[a-z][\w-]*/gu) ?? [];
  const [classes, elements] = [found.filter((name) => name.startsWith(".")), found.filter((name) => name.includes("-") && !name.startsWith("."))];
  return { classes: new Set(classes.map((name) => name.slice(1))), elements: new Set(elements) };
}

/** One look at a page; what is asked of wrappers is remembered. */
export class LibraryMarks {
  private readonly around = new Map<Element, boolean>();

  /** By what stands in the attribute: the classes of a page repeat. */
  private readonly byClasses = new Map<string, boolean>();

  private readonly names: { classes: Set<string>; elements: Set<string> };

  /**
   * @param selectors of which each names a class, a custom element or what it provides (data-provide)
   * @param isMark whether a class attribute says so in another way
   */
  constructor(
    selectors: readonly string[],
    private readonly isMark: (classes: string) => boolean,
  ) {
    this.names = namesIn(selectors);
  }

  /** Whether the element, or one it stands in within its tree, has a class or name that one of the selectors asks for. */
  has(element: Element): boolean {
    const passed: Element[] = [];
    let isMarked = false;
    for (let at: Element | null = element; at !== null && !isMarked; at = at.parentElement) {
      const known = this.around.get(at);
      if (known !== undefined) {
        isMarked = known;
        break;
      }
      passed.push(at);
      isMarked = this.isMarked(at);
    }
    for (const at of passed) this.around.set(at, isMarked);
    return isMarked;
  }

  private areMarks(classes: string): boolean {
    let known = this.byClasses.get(classes);
    if (known === undefined) this.byClasses.set(classes, (known = classes.split(/\s+/u).some((name) => this.names.classes.has(name)) || this.isMark(classes)));
    return known;
  }

  private isMarked(element: Element): boolean {
    if (this.names.elements.has(element.localName) || element.hasAttribute("data-provide")) return true;
    const classes = element.getAttribute("class");
    return classes !== null && classes !== "" && this.areMarks(classes);
  }
}
