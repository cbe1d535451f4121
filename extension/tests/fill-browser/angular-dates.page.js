// PrimeNG, NG-ZORRO and Angular Material on Angular 15: their dates and masks; `window.portalModel` is the reactive form's value.
import "zone.js";
import "@angular/compiler";
import { registerLocaleData } from "@angular/common";
import vi from "@angular/common/locales/vi";
import { Component, NgModule } from "@angular/core";
import { FormControl, FormGroup, ReactiveFormsModule } from "@angular/forms";
import { MatNativeDateModule } from "@angular/material/core";
import { MatDatepickerModule } from "@angular/material/datepicker";
import { MatFormFieldModule } from "@angular/material/form-field";
import { MatInputModule } from "@angular/material/input";
import { BrowserModule } from "@angular/platform-browser";
import { NoopAnimationsModule } from "@angular/platform-browser/animations";
import { platformBrowserDynamic } from "@angular/platform-browser-dynamic";
import { NzDatePickerModule } from "ng-zorro-antd/date-picker";
import { NZ_I18N, vi_VN } from "ng-zorro-antd/i18n";
import { CalendarModule } from "primeng/calendar";
import { InputMaskModule } from "primeng/inputmask";
import material from "../../../tests/node_modules/@angular/material/prebuilt-themes/indigo-pink.css";
import zorro from "../../../tests/node_modules/ng-zorro-antd/ng-zorro-antd.css";
import prime from "primeng/resources/primeng.css";
import { wear } from "./style.page.js";

wear(material, zorro, prime);
registerLocaleData(vi);
const p = (more) => (name) => `<p-calendar inputId="${name}" formControlName="${name}" ${more}></p-calendar>`;
const nz = (more) => (name) => `<nz-date-picker nzId="${name}" formControlName="${name}" ${more}></nz-date-picker>`;
const mask = (pattern) => (name) => `<p-inputMask inputId="${name}" formControlName="${name}" mask="${pattern}"></p-inputMask>`;
const mat = (more) => (name) => `<mat-form-field><input matInput id="${name}" [matDatepicker]="l_${name}" formControlName="${name}" ${more}><mat-datepicker-toggle matSuffix [for]="l_${name}"></mat-datepicker-toggle><mat-datepicker #l_${name}></mat-datepicker></mat-form-field>`;
const FIELDS = [
  ["pviet", "Ngày sinh", p('dateFormat="dd/mm/yy"')],
  ["pmy", "Ngày kiểu Mỹ", p('dateFormat="mm/dd/yy"')],
  ["pmacdinh", "Ngày mặc định", p("")],
  ["pnguoc", "Ngày ngược", p('dateFormat="yy-mm-dd"')],
  ["pnut", "Ngày có nút", p('dateFormat="dd/mm/yy" [showIcon]="true" [showOnFocus]="false"')],
  ["pnutmy", "Ngày có nút Mỹ", p('dateFormat="mm/dd/yy" [showIcon]="true" [showOnFocus]="false"')],
  ["pdoc", "Ngày chỉ chọn", p('dateFormat="dd/mm/yy" [readonlyInput]="true"')],
  ["pdocmy", "Ngày chỉ chọn Mỹ", p('dateFormat="mm/dd/yy" [readonlyInput]="true"')],
  ["pbody", "Ngày ngoài", p('dateFormat="dd/mm/yy" appendTo="body" dataType="string"')],
  ["pmask", "Ngày cấp", mask("99/99/9999")],
  ["pcccd", "Số căn cước", mask("999999999999")],
  ["nviet", "Ngày hết hạn", nz('nzFormat="dd/MM/yyyy"')],
  ["nmacdinh", "Ngày nhập", nz("")],
  ["nmy", "Ngày nhập Mỹ", nz('nzFormat="MM/dd/yyyy"')],
  ["ndoc", "Ngày đọc", nz('nzFormat="dd/MM/yyyy" [nzInputReadOnly]="true"')],
  ["nnam", "Năm cấp", (name) => `<nz-year-picker nzId="${name}" formControlName="${name}"></nz-year-picker>`],
  ["mmy", "Ngày chọn", mat("")],
];

class AppRootClass {
  form = new FormGroup(Object.fromEntries(FIELDS.map(([name]) => [name, new FormControl(null)])));
  constructor() {
    const text = (value) => (value instanceof Date ? (Number.isNaN(value.getTime()) ? "NaN" : value.toLocaleDateString("sv")) : (value ?? ""));
    window.portalModel = () => Object.fromEntries(Object.entries(this.form.getRawValue()).map(([name, value]) => [name, text(value)]));
  }
}
const AppRoot = Component({ selector: "app-root", template: `<form [formGroup]="form">${FIELDS.map(([name, label, make]) => `<p><label for="${name}">${label}</label> ${make(name)}</p>`).join("")}</form>` })(AppRootClass);
const imports = [BrowserModule, NoopAnimationsModule, ReactiveFormsModule, CalendarModule, InputMaskModule, NzDatePickerModule, MatDatepickerModule, MatFormFieldModule, MatInputModule, MatNativeDateModule];
const App = NgModule({ declarations: [AppRoot], imports, providers: [{ provide: NZ_I18N, useValue: vi_VN }], bootstrap: [AppRoot] })(class {});
document.querySelector("form").replaceWith(document.createElement("app-root"));
window.openWidgets = () => [...document.querySelectorAll(".p-datepicker, .ant-picker-dropdown, mat-calendar")].filter((element) => element.checkVisibility()).length;
window.portalReady = platformBrowserDynamic().bootstrapModule(App);
