// Entry of the options page.
import { render } from "preact";
import { OptionsPage } from "./page";

const root = document.getElementById("app");
if (root !== null) render(<OptionsPage />, root);
