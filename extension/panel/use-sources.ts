// The camera and images as sources of codes: one at a time, and each code goes the way of a scan.
import { useEffect, useRef, useState } from "preact/hooks";
import { createDecoder } from "../decode/decoder";
import type { ErrorCode } from "../generated/errors";
import { codeOf } from "../shared/host-errors";
import { CameraSession, type CameraState } from "./camera/session";
import { cardsAmong, type CardText } from "./card-texts";
import { listenForImages } from "./images/incoming";
import { textsOfImages } from "./images/image-texts";
import { isScanText } from "../shared/panel-protocol";
import type { PanelOrigin } from "./context";
import { isPersons } from "./key-gate";

interface Asked {
  people: readonly CardText[];
  origin: PanelOrigin;
}

export type ImageState = { phase: "idle"; failure?: ErrorCode } | { phase: "reading" };

export interface Sources {
  session: CameraSession;
  camera: CameraState;
  image: ImageState;
  /** Cards of several people, of whom one has to be chosen. */
  people: readonly CardText[];
  /** Files are held over the panel. */
  hovering: boolean;
  readImages(files: readonly File[]): void;
  choose(chosen: CardText | undefined): void;
  /** Ends whatever is under way. */
  stop(): void;
}

/** More codes than this in one picture are no desk's. */
const mostAtOnce = 6;

/** What was found, handed on once each; where it is several people's, one has to be chosen. */
function useFound(scanned: (text: string, origin: PanelOrigin) => void) {
  const [asked, setAsked] = useState<Asked>();
  const told = useRef(new Set<string>());
  const latest = useRef(scanned);
  latest.current = scanned;
  /** Hands one code on, or asks whose is meant; true when there is a card among them. */
  const [take] = useState(() => (texts: readonly string[], origin: PanelOrigin): boolean => {
    const usable = texts.filter(isScanText);
    const people = cardsAmong(usable);
    if (people.length > 1) {
      setAsked({ people, origin });
      return true;
    }
    // Which of them is a damaged card, only the host can say.
    const wanted = people[0] === undefined ? usable : [people[0].text];
    const fresh = wanted.filter((text) => !told.current.has(text)).slice(0, mostAtOnce);
    for (const text of fresh) {
      told.current.add(text);
      latest.current(text, origin);
    }
    return people.length === 1 && fresh.length > 0;
  });
  /** Nothing of the codes is kept once the source is off. */
  const [forgetTold] = useState(() => () => told.current.clear());
  const choose = (chosen: CardText | undefined) => {
    setAsked(undefined);
    if (chosen !== undefined && asked !== undefined) latest.current(chosen.text, asked.origin);
  };
  const reset = () => {
    forgetTold();
    setAsked(undefined);
  };
  return { people: asked?.people ?? [], take, forgetTold, choose, reset };
}

/** Image files, read one after the other; new ones end what is under way. */
function useImages(take: (texts: readonly string[], origin: PanelOrigin) => void) {
  const [image, setImage] = useState<ImageState>({ phase: "idle" });
  const run = useRef(new AbortController());
  const stop = () => {
    run.current.abort();
    setImage({ phase: "idle" });
  };
  const read = async (files: readonly File[]): Promise<void> => {
    stop();
    const { signal } = (run.current = new AbortController());
    setImage({ phase: "reading" });
    const decoder = createDecoder();
    signal.addEventListener("abort", () => decoder.close());
    try {
      const texts = await textsOfImages(files, decoder, signal);
      if (signal.aborted) return;
      take(texts, "image");
      setImage({ phase: "idle" });
    } catch (error) {
      if (!signal.aborted) setImage({ phase: "idle", failure: codeOf(error) });
    } finally {
      decoder.close();
    }
  };
  return { image, read, stop };
}

/**
 * Runs the sources while the panel shows them.
 * @param scanned takes the text of a code, and which source had it
 */
export function useSources(scanned: (text: string, origin: PanelOrigin) => void): Sources {
  const [camera, setCamera] = useState<CameraState>({ phase: "off" });
  const [hovering, setHovering] = useState(false);
  const found = useFound(scanned);
  const images = useImages((texts, origin) => {
    found.take(texts, origin);
    found.forgetTold();
  });
  const follow = (state: CameraState) => {
    if (state.phase === "off") found.forgetTold();
    setCamera(state);
  };
  const [session] = useState(
    () => new CameraSession({ changed: follow, seen: (texts) => found.take(texts, "camera"), makeDecoder: () => createDecoder() }),
  );
  const stop = () => {
    found.reset();
    images.stop();
    session.stop();
  };
  const readImages = (files: readonly File[]) => {
    stop();
    void images.read(files);
  };
  const latest = useRef({ readImages, stop });
  latest.current = { readImages, stop };

  useEffect(() => {
    const stopListening = listenForImages(document, {
      files: (event, files) => isPersons(event) && latest.current.readImages(files),
      hover: setHovering,
    });
    const hidden = () => document.visibilityState === "hidden" && session.stop();
    document.addEventListener("visibilitychange", hidden);
    return () => {
      stopListening();
      document.removeEventListener("visibilitychange", hidden);
      latest.current.stop();
    };
  }, [session]);
  return { session, camera, image: images.image, people: found.people, hovering, readImages, choose: found.choose, stop };
}
