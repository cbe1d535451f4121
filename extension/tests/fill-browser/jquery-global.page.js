// Plugins look for jQuery among the page's globals.
import $ from "jquery";

Object.assign(window, { $, jQuery: $ });
export default $;
