// jQuery with select2 as globals, as such portals have them; the translations of select2 look for them there.
import $ from 'jquery';
import select2 from 'select2/dist/js/select2.full.js';

Object.assign(window, { $, jQuery: $ });
select2(window, $);

export default $;
