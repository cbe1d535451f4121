// Fields that a framework owns: what it has made of them is `portalModel()`.
import { createElement, useState } from "react";
import { createRoot } from "react-dom/client";
import Vue from "vue";

const model = { react: "cũ", vue: "cũ" };
const told = { react: 0, vue: 0 };

function ReactField() {
  const [value, setValue] = useState(model.react);
  model.react = value;
  const onChange = (event) => {
    told.react += 1;
    setValue(event.target.value);
  };
  return createElement("input", { id: "react", value, onChange });
}

const reactRoot = document.createElement("div");
const vueRoot = document.createElement("div");
document.querySelector("form").append(reactRoot, vueRoot);
createRoot(reactRoot).render(createElement(ReactField));
new Vue({
  data: { value: model.vue },
  watch: { value: (value) => (model.vue = value) },
  render(make) {
    const input = (event) => {
      told.vue += 1;
      this.value = event.target.value;
    };
    return make("input", { attrs: { id: "vue" }, domProps: { value: this.value }, on: { input } });
  },
}).$mount(vueRoot.appendChild(document.createElement("div")));

window.portalModel = () => ({ ...model });
window.told = told;
