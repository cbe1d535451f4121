// Lists that Chosen draws over native ones; `window.portalModel` gives what those hold, `window.portalEvents` whose handlers were told.
import $ from "./jquery-global.page.js";
import "chosen-js/chosen.jquery.js";
import look from "chosen-js/chosen.css";
import { wear } from "./style.page.js";

wear(look);
const told = [];
$("select").on("change", ({ target }) => told.push(target.id)).chosen({ allow_single_deselect: true, disable_search_threshold: 4 });
window.portalModel = () => Object.fromEntries($("select").get().map((list) => [list.id, $(list).val()]));
window.portalEvents = () => told;
