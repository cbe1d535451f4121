// One picture of the form and the panel beside each other, as they stand in a browser window.
import { writeFileSync } from "node:fs";

const dataUrl = (image) => `data:image/png;base64,${image.toString("base64")}`;

/** Takes both pages whole and puts them side by side into one PNG, and each alone beside it. */
export async function besideEachOther(context, form, panel, path) {
  const [formImage, panelImage] = [await form.screenshot({ fullPage: true }), await panel.screenshot({ fullPage: true })];
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
