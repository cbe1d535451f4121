import * as antd from 'antd4';
import locale from 'antd4/es/locale/vi_VN';
import 'moment/locale/vi';
import { start } from './tandan.jsx';

start(antd, locale);
