import * as antd from 'antd5';
import locale from 'antd5/es/locale/vi_VN';
import 'dayjs/locale/vi';
import { start } from './tandan.jsx';

start(antd, locale);
