// One picture of the form and the panel beside each other, as they stand in a browser window.
import { writeFileSync } from "node:fs";

const dataUrl = (image) => `data:image/png;base64,${image.toString("base64")}`;

/** The panel as high as its content, so that nothing hides behind its action bar. */
async function wholePanel(panel) {
  const before = panel.viewportSize();
  const height = await panel.evaluate(() => document.documentElement.scrollHeight);
  await panel.setViewportSize({ width: before.width, height: Math.max(before.height, height + 20) });
  const image = await panel.screenshot();
  await panel.setViewportSize(before);
  return image;
}

/** Takes both pages whole and puts them side by side into one PNG, and each alone beside it. */
export async function besideEachOther(context, form, panel, path) {
  const formImage = await form.screenshot({ fullPage: true });
  const panelImage = await wholePanel(panel);
  const sheet = await context.newPage();
  await sheet.setViewportSize({ width: 1700, height: 400 });
  await sheet.setContent(
    `<body style="margin:0;display:flex;align-items:flex-start;gap:12px;background:#d7dbe0">
       <img style="width:1280px" src="${dataUrl(formImage)}"><img style="width:380px" src="${dataUrl(panelImage)}"></body>`,
  );
  await sheet.screenshot({ path, fullPage: true });
  await sheet.close();
  writeFileSync(path.replace(/\.png$/, "-form.png"), formImage);
  writeFileSync(path.replace(/\.png$/, "-panel.png"), panelImage);
}
