// Prints what happened, step by step, with the time since the step before.
export class Story {
  #begin = performance.now();
  #last = this.#begin;
  #number = 0;
  #takePicture;

  /** @param take called with a picture's name */
  takePictures(take) {
    this.#takePicture = take;
  }

  /** Ends a step; a picture taken after it does not count into any time. */
  async step(text, picture) {
    const now = performance.now();
    this.#number += 1;
    console.log(`${String(this.#number).padStart(2)}. ${`${Math.round(now - this.#last)} ms`.padStart(8)}  ${text}`);
    if (picture) await this.picture(picture);
    this.#last = performance.now();
  }

  note(text) {
    console.log(`              ${text}`);
  }

  async picture(name) {
    await this.#takePicture?.(name);
    this.#last = performance.now();
  }

  end(pictures) {
    console.log(`Done in ${((performance.now() - this.#begin) / 1000).toFixed(1)} s.${pictures ? ` Screenshots: ${pictures}` : ""}`);
  }
}
