// The citizen's card as a person meets it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { render } from "preact";
import { panelView } from "../../background/view";
import { CitizenCard } from "../../panel/components/citizen-card";
import { PanelProvider } from "../../panel/context";
import { translator } from "../../shared/i18n";
import { mergeSettings } from "../../shared/settings";
import { cardCitizen, reception } from "../background/sample";
import { page } from "../fill/dom";

/** What the card says of a last day. */
function saidOf(value: string | null): string | undefined {
  const document = page('<div id="root"></div>');
  const root = document.getElementById("root");
  assert.ok(root);
  const state = reception("complete", "idle");
  state.identity.citizen = { ...cardCitizen, expiryDate: { value, source: "dg1", verified: false } };
  const view = panelView(state, { status: "ready", readers: [] }, mergeSettings({}, undefined));
  render(
    <PanelProvider value={{ t: translator("vi"), language: "vi", view, act: () => undefined, scanned: () => undefined }}>
      <CitizenCard />
    </PanelProvider>,
    root,
  );
  return document.querySelector('[data-testid="card-expired"]')?.textContent ?? undefined;
}

test("a card whose last day is over is marked where nobody has to open anything", () => {
  assert.equal(saidOf("2023-10-31"), "Thẻ đã hết hạn (giá trị đến hết ngày 31/10/2023).");
  assert.equal(saidOf("9999-12-31"), undefined);
  assert.equal(saidOf(null), undefined);
});
