// Material as it is drawn since version 15.
import 'zone.js';
import '@angular/compiler';
import { MatCheckboxModule } from '@angular/material/checkbox';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { MatRadioModule } from '@angular/material/radio';
import { MatSelectModule } from '@angular/material/select';
import { start } from './lienthong.js';

start([MatCheckboxModule, MatFormFieldModule, MatInputModule, MatRadioModule, MatSelectModule]);
