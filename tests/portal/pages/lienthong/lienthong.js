// The form of interlinked procedures in Angular: a reactive form is the model, each field an app-input.
import { Component, ChangeDetectorRef, LOCALE_ID, NgModule, enableProdMode, inject } from '@angular/core';
import { FormControl, FormGroup, FormsModule, ReactiveFormsModule } from '@angular/forms';
import { BrowserModule } from '@angular/platform-browser';
import { BrowserAnimationsModule } from '@angular/platform-browser/animations';
import { platformBrowserDynamic } from '@angular/platform-browser-dynamic';
import { DateAdapter, MAT_DATE_FORMATS, NativeDateAdapter } from '@angular/material/core';
import { MatDatepickerModule } from '@angular/material/datepicker';
import { NgSelectModule } from '@ng-select/ng-select';
import { quirks, save } from '../family/server.js';
import { AppInput } from './fields.js';

const DAY = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
const FORMATS = { parse: { dateInput: 'day' }, display: { dateInput: 'day', monthYearLabel: { month: 'numeric', year: 'numeric' }, dateA11yLabel: 'day', monthYearA11yLabel: { month: 'long', year: 'numeric' } } };
const WIPED = ['NycDiaChi', 'NycNgayCap', 'NycNoiCap'];
const NAMES = ['NycHoTen', 'NycNgaySinh', 'NycGioiTinh', 'NycDanToc', 'NycQuocTich', 'NycSoGiayto', 'NycNgayCap', 'NycNoiCap', 'NycQuanHe', 'NycTinh', 'NycHuyen', 'NycXa', 'NycDiaChi', 'ChaHoTen', 'ChaSoGiayto'];
const SEXES = [['1', 'Nam'], ['2', 'Nữ'], ['3', 'Khác']];
const RELATIONS = [['1', 'Cha'], ['2', 'Mẹ'], ['3', 'Người thân khác']];
const entries = (pairs) => pairs.map(([code, name]) => ({ code, name }));

/** Vietnamese dates, day first; anything else is no date. */
class DayFirst extends NativeDateAdapter {
  parse(text) {
    const found = DAY.exec(String(text ?? '').trim());
    if (!found) return text ? this.invalid() : null;
    const [day, month, year] = found.slice(1).map(Number);
    const date = new Date(year, month - 1, day);
    return date.getMonth() === month - 1 ? date : this.invalid();
  }

  format(date, wanted) {
    if (wanted !== 'day') return super.format(date, wanted);
    return [date.getDate(), date.getMonth() + 1].map((part) => String(part).padStart(2, '0')).concat(String(date.getFullYear())).join('/');
  }
}

const field = (name, label, type, more = '') => `<app-input formControlName="${name}" label="${label}" type="${type}" ${more}></app-input>`;
const TEMPLATE = `<form *ngIf="left === 'login'"><mat-form-field><mat-label>Số giấy tờ tùy thân</mat-label><input matInput></mat-form-field><input type="password"></form>
<form *ngIf="left === ''" [formGroup]="form" (ngSubmit)="send()"><h1>Liên thông khai sinh</h1>
<fieldset><legend>Thông tin người yêu cầu</legend>
${field('NycHoTen', 'Họ và tên', 'text', '[locked]="account"')}${field('NycNgaySinh', 'Ngày, tháng, năm sinh', 'date', '[locked]="pickOnly"')}
${field('NycGioiTinh', 'Giới tính', 'radio', '[items]="sexes"')}${field('NycDanToc', 'Dân tộc', 'search', 'name="ethnicities"')}
${field('NycQuocTich', 'Quốc tịch', 'select', 'name="countries"')}${field('NycSoGiayto', 'Số giấy tờ tùy thân', 'text', '[locked]="account"')}
<ng-container *ngFor="let turn of [generation]">${field('NycNgayCap', 'Ngày cấp', 'mask')}${field('NycNoiCap', 'Nơi cấp', 'select', 'name="issuers"')}</ng-container>
${field('NycQuanHe', 'Quan hệ với người được khai sinh', 'select', '[items]="relations"')}
${field('NycTinh', 'Tỉnh/Thành phố', 'ng-select', 'name="provinces"')}
<ng-container *ngIf="districts">${field('NycHuyen', 'Quận/Huyện', 'ng-select', 'name="districts" [parent]="form.value.NycTinh"')}</ng-container>
${field('NycXa', 'Xã/Phường', 'ng-select', 'name="communes" [virtual]="true" [parent]="(districts ? form.value.NycHuyen : form.value.NycTinh) ?? \'\'"')}
${field('NycDiaChi', 'Số nhà, đường phố, thôn, xóm', 'text')}
</fieldset>
<fieldset><legend>Thông tin cha</legend>${field('ChaHoTen', 'Họ và tên', 'text')}${field('ChaSoGiayto', 'Số giấy tờ tùy thân', 'text')}</fieldset>
${field('CamKet', 'Tôi xin cam đoan lời khai là đúng', 'checkbox')}
<button type="submit" id="next">Tiếp tục</button><p role="status">{{ outcome }}</p></form>`;

class AppRootClass {
  form = new FormGroup({ ...Object.fromEntries(NAMES.map((name) => [name, new FormControl(null)])), CamKet: new FormControl(false) });
  sexes = entries(SEXES);
  relations = entries(RELATIONS);
  account = quirks.readonlyAccount;
  pickOnly = quirks.pickOnly;
  districts = quirks.districts;
  generation = 0;
  outcome = '';
  left = '';
  #view = inject(ChangeDetectorRef);

  constructor() {
    if (this.account) this.form.patchValue({ NycHoTen: quirks.account.fullName, NycSoGiayto: quirks.account.idNumber });
    if (quirks.rerenderWipe) this.#wipeOnce();
    window.portalModel = () => this.held();
    this.form.valueChanges.subscribe(() => window.portalHook?.());
    const leave = (how) => { this.left = how; this.#view.markForCheck(); };
    window.portalActs = { set: (name, value) => this.form.controls[name].setValue(value), remove: () => leave('removed'), login: () => leave('login') };
  }

  /** The known fault of these forms: choosing a province draws a part of the form anew and empties it. It happens once. */
  #wipeOnce() {
    const watch = this.form.controls.NycTinh.valueChanges.subscribe((code) => {
      if (!code) return;
      watch.unsubscribe();
      setTimeout(() => {
        for (const name of WIPED) this.form.controls[name].reset();
        this.generation += 1;
        this.#view.markForCheck();
      });
    });
  }

  held() {
    const values = this.form.getRawValue();
    const [day, month, year] = (DAY.exec(values.NycNgayCap ?? '') ?? []).slice(1);
    const texts = Object.fromEntries(NAMES.map((name) => [name, values[name] ?? '']));
    return { ...texts, NycNgayCap: year === undefined ? '' : `${year}-${month}-${day}`, CamKet: values.CamKet };
  }

  // Not awaited: zone.js sees what runs in `then` only, and draws the outcome after it.
  send() {
    save(this.held()).then(({ number, message, details = [] }) => {
      this.outcome = number ? `Đã lưu hồ sơ số ${number}` : `${message} ${details.join(', ')}`;
    });
  }
}

/** Starts the application with one generation of Material's modules. */
export function start(material) {
  const AppRoot = Component({ selector: 'app-root', template: TEMPLATE })(AppRootClass);
  const Module = NgModule({
    declarations: [AppRoot, AppInput], bootstrap: [AppRoot],
    imports: [BrowserModule, BrowserAnimationsModule, FormsModule, ReactiveFormsModule, MatDatepickerModule, NgSelectModule, ...material],
    providers: [{ provide: LOCALE_ID, useValue: 'vi' }, { provide: DateAdapter, useFactory: () => new DayFirst('vi') }, { provide: MAT_DATE_FORMATS, useValue: FORMATS }],
  })(class {});
  enableProdMode();
  return platformBrowserDynamic().bootstrapModule(Module);
}
