// Lists of PrimeNG and NG-ZORRO on Angular; `window.portalModel` gives the reactive form's value.
import "zone.js";
import "@angular/compiler";
import { Component, NgModule } from "@angular/core";
import { FormControl, FormGroup, ReactiveFormsModule } from "@angular/forms";
import { BrowserModule } from "@angular/platform-browser";
import { NoopAnimationsModule } from "@angular/platform-browser/animations";
import { platformBrowserDynamic } from "@angular/platform-browser-dynamic";
import { DropdownModule } from "primeng/dropdown";
import { RadioButtonModule } from "primeng/radiobutton";
import { NzSelectModule } from "ng-zorro-antd/select";
import theme from "primeng/resources/themes/saga-blue/theme.css";
import prime from "primeng/resources/primeng.css";
import zorro from "../../../tests/node_modules/ng-zorro-antd/ng-zorro-antd.css";
import { wear } from "./style.page.js";

wear(theme, prime, zorro);

class AppRootClass {
  items = ["Thành phố Hà Nội", "Thành phố Hải Phòng", "Tỉnh Cà Mau", "Tỉnh An Giang"].map((label, index) => ({ value: String(index + 1), label }));
  form = new FormGroup({ tinh: new FormControl(null), noiSinh: new FormControl(null), noiCap: new FormControl(null), gioiTinh: new FormControl(null) });
  constructor() {
    window.portalModel = () => this.form.value;
  }
}
const AppRoot = Component({
  selector: "app-root",
  template: `<form [formGroup]="form">
    <div><label>Tỉnh/Thành phố</label><p-dropdown formControlName="tinh" [options]="items" optionValue="value" placeholder="Chọn"></p-dropdown></div>
    <div><label>Nơi sinh</label><p-dropdown formControlName="noiSinh" [options]="items" optionValue="value" [filter]="true" appendTo="body"></p-dropdown></div>
    <div><label>Nơi cấp</label><nz-select formControlName="noiCap" nzShowSearch><nz-option *ngFor="let one of items" [nzValue]="one.value" [nzLabel]="one.label"></nz-option></nz-select></div>
    <div><span>Giới tính</span><p-radioButton formControlName="gioiTinh" value="1" label="Nam"></p-radioButton><p-radioButton formControlName="gioiTinh" value="2" label="Nữ"></p-radioButton></div>
  </form>`,
})(AppRootClass);
const AppModule = NgModule({ imports: [BrowserModule, NoopAnimationsModule, ReactiveFormsModule, DropdownModule, RadioButtonModule, NzSelectModule], declarations: [AppRoot], bootstrap: [AppRoot] })(class {});
document.querySelector("form").replaceWith(document.createElement("app-root"));
window.portalReady = platformBrowserDynamic().bootstrapModule(AppModule);
