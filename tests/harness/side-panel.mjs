// The browser's real side panel. Playwright has no page for it: it is driven over the browser's own debugging protocol.
import { waitFor } from "./workspace.mjs";

/** Answers of one target, over a session that carries its messages as text. */
function speakTo(session, sessionId) {
  let next = 1;
  return (method, params) =>
    new Promise((resolve, reject) => {
      const id = next++;
      const listener = ({ sessionId: from, message }) => {
        const answer = JSON.parse(message);
        if (from !== sessionId || answer.id !== id) return;
        session.off("Target.receivedMessageFromTarget", listener);
        if (answer.error) reject(new Error(answer.error.message));
        else resolve(answer.result);
      };
      session.on("Target.receivedMessageFromTarget", listener);
      void session.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method, params }) });
    });
}

/** Opens the side panel of a window by a click, as the toolbar button would. `browser` is from launchChromium. */
export async function openSidePanel({ context, extensionId }) {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/options.html`);
  await page.evaluate(() => {
    const button = document.createElement("button");
    button.id = "open-side-panel";
    button.textContent = "open";
    button.onclick = async () => chrome.sidePanel.open({ windowId: (await chrome.windows.getCurrent()).id });
    document.body.append(button);
  });
  await page.click("#open-side-panel");
  const session = await context.browser().newBrowserCDPSession();
  const target = await waitFor("the side panel", async () =>
    (await session.send("Target.getTargets")).targetInfos.find(({ url }) => url.endsWith("/panel.html")),
  );
  const { sessionId } = await session.send("Target.attachToTarget", { targetId: target.targetId, flatten: false });
  const send = speakTo(session, sessionId);
  /** The value of an expression in the panel; a promise is awaited. */
  const evaluate = async (expression) => (await send("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true })).result.value;
  const shows = (selector) => evaluate(`document.querySelector(${JSON.stringify(selector)}) !== null`);
  const windowOfPage = await context.newCDPSession(page);
  const { windowId } = await windowOfPage.send("Browser.getWindowForTarget");
  return {
    evaluate,
    waitFor: (selector) => waitFor(`${selector} in the side panel`, () => shows(selector)),
    text: (selector) => evaluate(`document.querySelector(${JSON.stringify(selector)})?.innerText ?? ""`),
    /** A press of the real mouse. */
    async click(selector) {
      const box = await evaluate(`(() => { const item = document.querySelector(${JSON.stringify(selector)}); item.scrollIntoView(); return item.getBoundingClientRect().toJSON(); })()`);
      const place = { x: box.x + box.width / 2, y: box.y + box.height / 2, button: "left", clickCount: 1 };
      for (const type of ["mousePressed", "mouseReleased"]) await send("Input.dispatchMouseEvent", { type, ...place });
    },
    /** @param windowState "minimized" or "normal" */
    setWindow: (windowState) => windowOfPage.send("Browser.setWindowBounds", { windowId, bounds: { windowState } }),
  };
}
