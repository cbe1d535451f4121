// Messages of service 037 "Tra cứu thông tin công dân": names, namespaces, order of elements.
import { XmlError, child, element, parseXml, textAt, textElement } from './xml.mjs';

export const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
export const REQUEST_NAMESPACE = 'http://dancuquocgia.bca';
export const RESPONSE_NAMESPACE = 'http://www.mic.gov.vn/dancu/1.0';
export const SERVICE_CODE = '037';

/** Refusals the service knows, by code. */
export const REFUSALS = {
  '004': 'Thủ tục chưa được cấp phép khai thác CSDL dân cư',
  '005': 'Tài khoản cán bộ không có quyền thao tác',
};

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';
const envelope = (content) => DECLARATION + element('soapenv:Envelope', element('soapenv:Body', content), ` xmlns:soapenv="${SOAP}"`);

/**
 * A request, elements in the order the service asks for.
 * @param {{requestId, procedureCode, clerk, idNumber, oldIdNumber, name, birth: {NgayThangNam} | {Nam}}} query
 */
export function requestXml(query) {
  const [birthName, birthValue] = Object.entries(query.birth)[0];
  return envelope(element('dc:TraCuuThongTinCongDan', [
    textElement('dc:MaYeuCau', query.requestId),
    textElement('dc:MaDVC', query.procedureCode),
    textElement('dc:MaTichHop', SERVICE_CODE),
    textElement('dc:MaCanBo', query.clerk),
    textElement('dc:SoDinhDanh', query.idNumber ?? ''),
    textElement('dc:SoCMND', query.oldIdNumber ?? ''),
    textElement('dc:HoVaTen', query.name),
    element('dc:NgayThangNamSinh', textElement(`dc:${birthName}`, birthValue)),
  ], ` xmlns:dc="${REQUEST_NAMESPACE}"`));
}

function body(xml) {
  const root = parseXml(xml);
  if (root.local !== 'Envelope' || root.namespace !== SOAP) throw new XmlError('not a SOAP envelope');
  const content = child(root, 'Body', SOAP)?.children ?? [];
  if (content.length !== 1) throw new XmlError('the body must hold one element');
  return content[0];
}

const ORDER = 'MaYeuCau MaDVC MaTichHop MaCanBo SoDinhDanh SoCMND HoVaTen NgayThangNamSinh';

/** Reads and checks a request. @throws {XmlError} when it is not exactly what the service asks for */
export function readRequest(xml) {
  const call = body(xml);
  if (call.local !== 'TraCuuThongTinCongDan' || call.namespace !== REQUEST_NAMESPACE) throw new XmlError('unknown operation');
  if (call.children.some(({ namespace }) => namespace !== REQUEST_NAMESPACE)) throw new XmlError('wrong namespace');
  if (call.children.map(({ local }) => local).join(' ') !== ORDER) throw new XmlError('elements missing or out of order');
  const query = {
    requestId: textAt(call, 'MaYeuCau'), procedureCode: textAt(call, 'MaDVC'), serviceCode: textAt(call, 'MaTichHop'), clerk: textAt(call, 'MaCanBo'),
    idNumber: textAt(call, 'SoDinhDanh'), oldIdNumber: textAt(call, 'SoCMND'), name: textAt(call, 'HoVaTen'),
    birth: textAt(call, 'NgayThangNamSinh', 'NgayThangNam') || textAt(call, 'NgayThangNamSinh', 'Nam'),
  };
  if (!query.requestId || query.serviceCode !== SERVICE_CODE) throw new XmlError('MaYeuCau or MaTichHop is wrong');
  if (Boolean(query.idNumber) === Boolean(query.oldIdNumber)) throw new XmlError('exactly one of SoDinhDanh and SoCMND');
  if (!/^(\d{12})?$/.test(query.idNumber) || !/^(\d{9})?$/.test(query.oldIdNumber)) throw new XmlError('number is malformed');
  if (!/^[A-Z]+$/.test(query.name) || !/^(\d{4}|\d{8})$/.test(query.birth)) throw new XmlError('HoVaTen or NgayThangNamSinh is malformed');
  return query;
}

const address = (name, { provinceCode, communeCode, detail, text }, inCapitals) => element(`ns1:${name}`, [
  textElement('ns1:MaTinhThanh', provinceCode), textElement('ns1:MaQuanHuyen', ''), textElement('ns1:MaPhuongXa', communeCode),
  textElement('ns1:ChiTiet', inCapitals ? text.toLocaleUpperCase('vi') : detail), textElement('ns1:QuocGia', 'VN'),
]);

const fullName = (name) => element('ns1:HoVaTen', [textElement('ns1:Ho', ''), textElement('ns1:ChuDem', ''), textElement('ns1:Ten', name)]);
const relative = (name, person) => element(`ns1:${name}`, [
  fullName(person), textElement('ns1:QuocTich', person ? 'VN' : ''), textElement('ns1:SoDinhDanh', ''), textElement('ns1:SoCMND', ''),
]);

function citizenXml(row, inCapitals) {
  const birth = row.dateOfBirth.replaceAll('-', '');
  return element('ns1:CongDan', [
    textElement('ns1:SoDinhDanh', row.idNumber), textElement('ns1:SoCMND', row.oldIdNumber), fullName(row.fullName),
    textElement('ns1:GioiTinh', row.sex), textElement('ns1:TinhTrangHonNhan', row.maritalStatus), textElement('ns1:NhomMau', row.bloodGroup),
    element('ns1:NgayThangNamSinh', birth.length === 4 ? textElement('ns1:Nam', birth) : textElement('ns1:NgayThangNam', birth)),
    address('QueQuan', row.origin, inCapitals), address('ThuongTru', row.residence, inCapitals), address('NoiOHienTai', row.residence, inCapitals),
    textElement('ns1:QuocTich', 'VN'), relative('Cha', row.father), relative('Me', row.mother), relative('VoChong', row.spouse),
  ]);
}

/** The answer: a collection of one citizen, or an empty one when nobody fits. */
export function answerXml(row, { inCapitals = false } = {}) {
  return envelope(element('ns1:CongdanCollection', row ? citizenXml(row, inCapitals) : '', ` xmlns:ns1="${RESPONSE_NAMESPACE}"`));
}

/** A refusal as a SOAP fault that carries the service's code. */
export function faultXml(code, message) {
  return envelope(element('soapenv:Fault', [textElement('faultcode', code), textElement('faultstring', message)]));
}

const readAddress = (citizen, name) => ({
  provinceCode: textAt(citizen, name, 'MaTinhThanh'), communeCode: textAt(citizen, name, 'MaPhuongXa'), detail: textAt(citizen, name, 'ChiTiet'),
});

/**
 * Reads an answer.
 * @returns {{fault: {code, message}} | {citizen: object | undefined}}
 * @throws {XmlError}
 */
export function readAnswer(xml) {
  const content = body(xml);
  if (content.local === 'Fault' && content.namespace === SOAP) {
    return { fault: { code: textAt(content, 'faultcode'), message: textAt(content, 'faultstring') } };
  }
  if (content.local !== 'CongdanCollection' || content.namespace !== RESPONSE_NAMESPACE) throw new XmlError('unknown answer');
  const citizen = child(content, 'CongDan', RESPONSE_NAMESPACE);
  if (!citizen) return { citizen: undefined };
  return {
    citizen: {
      idNumber: textAt(citizen, 'SoDinhDanh'), oldIdNumber: textAt(citizen, 'SoCMND'),
      fullName: ['Ho', 'ChuDem', 'Ten'].map((part) => textAt(citizen, 'HoVaTen', part)).filter(Boolean).join(' '),
      sex: textAt(citizen, 'GioiTinh'), maritalStatus: textAt(citizen, 'TinhTrangHonNhan'),
      birth: textAt(citizen, 'NgayThangNamSinh', 'NgayThangNam') || textAt(citizen, 'NgayThangNamSinh', 'Nam'),
      nationality: textAt(citizen, 'QuocTich'), origin: readAddress(citizen, 'QueQuan'), residence: readAddress(citizen, 'ThuongTru'),
    },
  };
}
