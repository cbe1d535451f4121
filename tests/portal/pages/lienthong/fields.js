// One component for every kind of field, as the interlinked forms have it: app-input, told apart by `type`, bound by its formcontrolname.
import { Component, inject } from '@angular/core';
import { NgControl } from '@angular/forms';
import { Subject, debounceTime, switchMap } from 'rxjs';
import Inputmask from 'inputmask';
import { list, quirks } from '../family/server.js';

const isoDay = (date) => (date instanceof Date && !Number.isNaN(date.getTime()) ? [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-') : '');
const box = (content) => `<mat-form-field><mat-label>{{ label }}</mat-label>${content}</mat-form-field>`;
const caption = '<label class="nhan">{{ label }}</label>';
const lists = '[ngModel]="value" (ngModelChange)="take($event)" [ngModelOptions]="{ standalone: true }" [items]="items" bindLabel="name" bindValue="code" [disabled]="off" [loading]="loading" (blur)="touched()"';

const TEMPLATE = `<ng-container [ngSwitch]="type">
<ng-container *ngSwitchCase="'date'">${box('<input matInput [matDatepicker]="lich" [value]="value" (dateChange)="take($event.value)" (blur)="touched()" [readonly]="locked" placeholder="dd/mm/yyyy"><mat-datepicker-toggle matSuffix [for]="lich"></mat-datepicker-toggle><mat-datepicker #lich></mat-datepicker>')}</ng-container>
<ng-container *ngSwitchCase="'mask'">${box('<input matInput [value]="value ?? \'\'" (input)="take($event.target.value)" (focus)="mask($event.target)" (blur)="touched()">')}</ng-container>
<ng-container *ngSwitchCase="'select'">${box('<mat-select [value]="value" (selectionChange)="take($event.value)" [disabled]="off"><mat-option *ngFor="let item of items" [value]="item.code">{{ item.name }}</mat-option></mat-select>')}</ng-container>
<ng-container *ngSwitchCase="'ng-select'">${caption}<ng-select ${lists} placeholder="Chọn" [virtualScroll]="virtual" [appendTo]="virtual ? 'body' : ''"></ng-select></ng-container>
<ng-container *ngSwitchCase="'search'">${caption}<ng-select ${lists} [typeahead]="typed" [minTermLength]="1" placeholder="Nhập để tìm"></ng-select></ng-container>
<ng-container *ngSwitchCase="'radio'">${caption}<mat-radio-group [value]="value" (change)="take($event.value)" [attr.aria-label]="label"><mat-radio-button *ngFor="let item of items" [value]="item.code">{{ item.name }}</mat-radio-button></mat-radio-group></ng-container>
<ng-container *ngSwitchCase="'checkbox'"><mat-checkbox [checked]="value === true" (change)="take($event.checked)">{{ label }}</mat-checkbox></ng-container>
<ng-container *ngSwitchDefault>${box('<input matInput [value]="value ?? \'\'" (input)="take($event.target.value)" (blur)="touched()" [readonly]="locked">')}</ng-container>
</ng-container>`;

class AppInputClass {
  label = ''; type = 'text'; name = ''; items = []; off = false; locked = false; virtual = false; loading = false;
  value = null;
  typed = new Subject();
  touched = () => {};
  #changed = () => {};
  #parent;

  constructor() {
    inject(NgControl, { self: true }).valueAccessor = this;
    this.typed.pipe(debounceTime(120), switchMap((term) => this.search(term))).subscribe((found) => { this.items = found; });
  }

  get parent() { return this.#parent; }

  /** What a dependent list hangs on: its options are those of this code; a late answer for an earlier one is dropped. */
  set parent(code) {
    if (code === this.#parent) return;
    this.#parent = code;
    this.items = [];
    if (this.value !== null && this.value !== '') this.take(null);
    if (!code) return;
    this.loading = true;
    list(this.name, code).then((found) => {
      if (code !== this.#parent) return;
      this.items = found;
      this.loading = false;
    });
  }

  ngOnInit() {
    if (this.name !== '' && this.parent === undefined && this.type !== 'search') list(this.name).then((found) => { this.items = found; });
  }

  async search(term) {
    const wanted = (term ?? '').normalize('NFC').toLowerCase();
    const all = wanted === '' ? [] : await list(this.name);
    return all.filter(({ name }) => name.normalize('NFC').toLowerCase().includes(wanted));
  }

  mask(element) {
    if (quirks.dateMask && !element.inputmask) Inputmask({ alias: 'datetime', inputFormat: 'dd/mm/yyyy' }).mask(element);
  }

  writeValue(value) { this.value = this.type === 'date' && value === '' ? null : value; }
  registerOnChange(changed) { this.#changed = changed; }
  registerOnTouched(touched) { this.touched = touched; }
  setDisabledState(off) { this.off = off; }

  take(value) {
    this.value = value;
    this.#changed(this.type === 'date' ? isoDay(value) : value);
  }
}

export const AppInput = Component({ selector: 'app-input', template: TEMPLATE, inputs: ['label', 'type', 'name', 'items', 'parent', 'locked', 'virtual'] })(AppInputClass);
