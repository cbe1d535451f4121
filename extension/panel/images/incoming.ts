// Images that a person pastes or drops anywhere on the panel.

export interface IncomingOptions {
  /** Files of a paste or a drop, images or not. @param event what brought them */
  files(event: Event, files: File[]): void;
  /** Something is held over the panel, or no longer. */
  hover(over: boolean): void;
}

const filesOf = (data: DataTransfer | null): File[] => [...(data?.files ?? [])];
const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") === true;

function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/** Follows pastes and drops on a document; gives the way to stop. */
export function listenForImages(document: Document, options: IncomingOptions): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const paste = (event: ClipboardEvent) => {
    const files = filesOf(event.clipboardData);
    // Office programs put a picture beside the text: in a field it is the text that is meant.
    const isText = isTextField(event.target) && event.clipboardData?.getData("text/plain") !== "";
    if (files.length === 0 || isText) return;
    event.preventDefault();
    options.files(event, files);
  };
  // Without it the browser would leave the panel and show the dropped file or link in its place.
  const over = (event: DragEvent) => {
    if (carriesFiles(event)) options.hover(true);
    else if (isTextField(event.target) || event.dataTransfer === null) return;
    else event.dataTransfer.dropEffect = "none";
    event.preventDefault();
  };
  const leave = (event: DragEvent) => {
    if (event.relatedTarget === null) options.hover(false);
  };
  const drop = (event: DragEvent) => {
    options.hover(false);
    if (!carriesFiles(event)) return;
    event.preventDefault();
    options.files(event, filesOf(event.dataTransfer));
  };
  document.addEventListener("paste", paste, { capture: true, signal });
  document.addEventListener("dragover", over, { signal });
  document.addEventListener("dragleave", leave, { signal });
  document.addEventListener("drop", drop, { signal });
  return () => stop.abort();
}
