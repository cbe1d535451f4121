// A form of 5,000 elements by which the cost of finding fields is measured.

/** 400 fields in groups of ten, each in the wrappers a component library puts around it; `times` as many groups. */
export function largePage(times = 1) {
  const field = (number) => `<div class="row"><div class="col"><label>${number % 10 === 0 ? "Họ và tên" : `Mục ${number}`}</label></div><div class="col"><div class="wrap"><div class="inner"><input name="f${number}"><i></i><i></i><i></i></div></div></div></div>`;
  const groups = Array.from({ length: 40 * times }, (_none, group) => `<section><h3>Phần ${group + 1}</h3>${Array.from({ length: 10 }, (_other, at) => field(group * 10 + at)).join("")}</section>`);
  return `<form>${groups.join("")}</form>${"<p><span>Hướng dẫn</span></p>".repeat(450 * times)}`;
}

/** In the page: moves what every field is drawn of into a shadow tree of its own. */
export function drawInTrees() {
  for (const holder of document.querySelectorAll(".wrap")) holder.attachShadow({ mode: "open" }).append(...holder.childNodes);
}
