// The portal's side of the lookup: asks service 037 and words the outcome as the portals do.
import { randomUUID } from 'node:crypto';
import { readAnswer, requestXml } from '../population/messages.mjs';
import { birthDateParts, isoFromTyped, shownDate, strippedName } from '../population/names.mjs';
import { authorization } from '../population/service.mjs';
import { unitNames } from './units.mjs';

/** What portals say for each outcome; the wording differs from province to province. */
export const WORDINGS = {
  hcmc: { match: 'Thông tin công dân hợp lệ', noMatch: 'Không tìm thấy thông tin công dân', down: 'Lỗi truy cập hệ thống tra cứu' },
  quangTri: { match: 'Tìm thấy thông tin công dân', noMatch: 'Không tìm thấy thông tin công dân', down: 'Lỗi truy cập hệ thống tra cứu' },
  opencps: { match: 'Thông tin hợp lệ', noMatch: 'Công dân không có thông tin trên CSDL quốc gia về dân cư', down: 'Lỗi truy cập hệ thống tra cứu' },
  court: { match: 'Thông tin công dân hợp lệ', noMatch: 'Không tồn tại dữ liệu. Vui lòng kiểm tra lại Họ tên, CCCD, Năm sinh', down: 'Lỗi hệ thống. Vui lòng thử lại sau' },
  tanDan: { match: 'Định danh thành công', noMatch: 'Không tìm thấy thông tin công dân', down: 'Lỗi hệ thống' },
};

const SEXES = { 1: 'Nam', 2: 'Nữ' };

async function callService(service, query, timeoutMs) {
  const timestamp = String(Date.now());
  const response = await fetch(service.url, {
    method: 'POST', body: requestXml(query), signal: AbortSignal.timeout(timeoutMs),
    headers: {
      'Content-Type': 'text/xml; charset=utf-8', Timestamp: timestamp, Authorization: authorization(service.account, service.url, timestamp),
      'X-Road-Client': 'VN/GOV/MAU/motcua', ApiKey: 'khoa-mau',
    },
  });
  return readAnswer(await response.text());
}

/** One line of address. The detail may already hold the whole address: unit names are then not added again. */
export function addressLine({ provinceCode, communeCode, detail }) {
  const { province, commune } = unitNames(provinceCode, communeCode);
  const held = detail.toLocaleLowerCase('vi');
  const missing = [commune, province].filter((name) => name && !held.includes(name.toLocaleLowerCase('vi')));
  return [detail, ...missing].filter(Boolean).join(', ');
}

const shown = (citizen) => ({
  soDinhDanh: citizen.idNumber, soCMND: citizen.oldIdNumber, hoTen: citizen.fullName,
  ngaySinh: shownDate(citizen.birth), gioiTinh: SEXES[citizen.sex] ?? 'Khác', quocTich: citizen.nationality === 'VN' ? 'Việt Nam' : citizen.nationality,
  queQuan: addressLine(citizen.origin), thuongTru: addressLine(citizen.residence),
});

function readInputs({ hoTen, ngaySinh, soCCCD }) {
  const birth = birthDateParts(isoFromTyped(String(ngaySinh ?? '')) ?? '');
  const number = String(soCCCD ?? '').trim();
  const name = strippedName(String(hoTen ?? ''));
  if (!birth || !name || !/^(\d{9}|\d{12})$/.test(number)) return undefined;
  return { name, birth, ...(number.length === 12 ? { idNumber: number } : { oldIdNumber: number }) };
}

/**
 * Looks a person up by the three inputs as typed on the screen.
 * @param {object} inputs {hoTen, ngaySinh: dd/MM/yyyy, soCCCD}
 * @param {{service, clerk, quirks}} context
 * @returns {Promise<{message: string, level: 'success'|'danger'|'warning', result?: object}>}
 */
export async function lookUp(inputs, { service, clerk, quirks }) {
  const words = WORDINGS[quirks.wording];
  const query = readInputs(inputs);
  if (!query) return { level: 'warning', message: 'Vui lòng nhập đủ Họ và tên, Ngày sinh và Số CMND/CCCD' };
  const call = { ...query, requestId: randomUUID(), procedureCode: quirks.procedureCode, clerk: clerk.code };
  let answer;
  try {
    answer = await callService(service, call, quirks.lookupTimeoutMs);
  } catch {
    return { level: 'danger', message: words.down };
  }
  if (answer.fault) return { level: 'danger', message: ['004', '005'].includes(answer.fault.code) ? answer.fault.message : words.down };
  if (!answer.citizen) return { level: 'warning', message: words.noMatch };
  return { level: 'success', message: words.match, result: shown(answer.citizen) };
}
