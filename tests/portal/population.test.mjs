// The sample population database: its messages, its refusals, its patience with broken input.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerXml, faultXml, readAnswer, readRequest, requestXml } from './population/messages.mjs';
import { birthDateParts, isoFromTyped, shownDate, strippedName } from './population/names.mjs';
import { People } from './population/people.mjs';
import { PATH, PopulationService, authorization } from './population/service.mjs';
import { XmlError, parseXml } from './population/xml.mjs';
import { splitAddress } from './server/units.mjs';
import { SAMPLE_PEOPLE } from './sample-people.mjs';

const QUERY = { requestId: '6f9d', procedureCode: '1.004222', clerk: '079099990001', idNumber: '001199990123', name: 'NGUYENTHIMAU', birth: { NgayThangNam: '19990205' } };
const ACCOUNT = { user: 'mau', secret: 'bi-mat' };

async function serviceFor(t, permitted = { procedureCodes: ['1.004222'], clerks: ['079099990001'] }) {
  const service = new PopulationService(ACCOUNT, permitted);
  service.setPeople(SAMPLE_PEOPLE);
  const url = await service.start();
  t.after(() => service.stop());
  return { service, url };
}

async function ask(url, body, headers = {}) {
  const timestamp = '1795500000000';
  const response = await fetch(url, {
    method: 'POST', body,
    headers: { Timestamp: timestamp, Authorization: authorization(ACCOUNT, url, timestamp), 'X-Road-Client': 'VN/GOV/MAU', ApiKey: 'khoa', ...headers },
  });
  return { status: response.status, text: await response.text() };
}

test('a name is sent without diacritics and spaces, A–Z only', () => {
  assert.equal(strippedName('Nguyễn Thị Mẫu'), 'NGUYENTHIMAU');
  assert.equal(strippedName("đỗ đức H'Hen-Niê"), 'DODUCHHENNIE');
  assert.equal(strippedName('Nguyễn'.normalize('NFD')), strippedName('Nguyễn'.normalize('NFC')));
});

test('dates are read as typed and sent as yyyyMMdd or as a year', () => {
  assert.equal(isoFromTyped('05/02/1999'), '1999-02-05');
  assert.equal(isoFromTyped(' 1958 '), '1958');
  for (const wrong of ['31/02/1999', '5/2/1999', '1999-02-05', '__/__/____', '00/00/0000', '']) assert.equal(isoFromTyped(wrong), undefined, wrong);
  assert.deepEqual(birthDateParts('1999-02-05'), { NgayThangNam: '19990205' });
  assert.deepEqual(birthDateParts('1958'), { Nam: '1958' });
  assert.equal(birthDateParts('05/02/1999'), undefined);
  assert.equal(shownDate('19990205'), '05/02/1999');
  assert.equal(shownDate('1958'), '1958');
});

test('the request has the elements of service 037 in their order and namespace', () => {
  const call = parseXml(requestXml(QUERY)).children[0].children[0];
  assert.equal(call.namespace, 'http://dancuquocgia.bca');
  assert.deepEqual(call.children.map(({ local, text }) => [local, text]), [
    ['MaYeuCau', '6f9d'], ['MaDVC', '1.004222'], ['MaTichHop', '037'], ['MaCanBo', '079099990001'], ['SoDinhDanh', '001199990123'], ['SoCMND', ''],
    ['HoVaTen', 'NGUYENTHIMAU'], ['NgayThangNamSinh', ''],
  ]);
  assert.deepEqual(readRequest(requestXml(QUERY)), { ...QUERY, serviceCode: '037', oldIdNumber: '', birth: '19990205' });
});

test('a request that is not exactly that is refused', () => {
  const good = requestXml(QUERY);
  const swapped = good.replace(/(<dc:MaDVC>.*<\/dc:MaDVC>)(<dc:MaTichHop>.*<\/dc:MaTichHop>)/, '$2$1');
  assert.notEqual(swapped, good);
  const wrong = [swapped, good.replaceAll('http://dancuquocgia.bca', 'http://example.com'), good.replace('>037<', '>003<'), good.replace('001199990123', '00119999012'),
    good.replace('<dc:SoCMND></dc:SoCMND>', '<dc:SoCMND>012345678</dc:SoCMND>'), good.replace('NGUYENTHIMAU', 'Nguyễn'), good.replace('19990205', '1999-02-05'),
    good.replace('http://schemas.xmlsoap.org/soap/envelope/', 'http://example.com/')];
  for (const xml of wrong) assert.throws(() => readRequest(xml), XmlError);
});

test('an answer carries the person with codes and addresses as the service writes them', () => {
  const people = new People();
  people.set(SAMPLE_PEOPLE);
  const row = people.find({ idNumber: '001199990123', name: 'NGUYENTHIMAU', birth: '19990205' });
  const xml = answerXml(row);
  assert.match(xml, /<ns1:CongdanCollection xmlns:ns1="http:\/\/www\.mic\.gov\.vn\/dancu\/1\.0">/);
  assert.match(xml, /<ns1:HoVaTen><ns1:Ho><\/ns1:Ho><ns1:ChuDem><\/ns1:ChuDem><ns1:Ten>Nguyễn Thị Mẫu<\/ns1:Ten>/);
  const { citizen } = readAnswer(xml);
  assert.deepEqual(citizen.residence, { provinceCode: '01', communeCode: '00070', detail: 'Số 1 Phố Mẫu' });
  assert.equal(citizen.sex, '2');
  assert.equal(citizen.birth, '19990205');
  assert.match(answerXml(row, { inCapitals: true }), /<ns1:ChiTiet>SỐ 1 PHỐ MẪU, PHƯỜNG HOÀN KIẾM, THÀNH PHỐ HÀ NỘI</);
  assert.deepEqual(readAnswer(answerXml(undefined)), { citizen: undefined });
  assert.deepEqual(readAnswer(faultXml('005', 'a < b & "c"')), { fault: { code: '005', message: 'a < b & "c"' } });
});

test('an address is split by the units of today, whatever its tone placement; otherwise it stays whole', () => {
  const parts = (text) => Object.values(splitAddress(text));
  assert.deepEqual(parts('Tổ 1, Khu phố 2, Phường Xuân Hòa, Thành phố Hồ Chí Minh'), ['79', '27139', 'Tổ 1, Khu phố 2']);
  assert.deepEqual(parts('phường Xuân Hoà, TP. Hồ Chí Minh'), ['79', '27139', '']);
  assert.notEqual(parts('Xã Cẩm Giang, Thành phố Hải Phòng')[1], parts('Xã Cẩm Giàng, Thành phố Hải Phòng')[1]);
  for (const whole of ['Cống Vị, Ba Đình, Hà Nội', 'Hà Nội', '', ',,', 'Phường Hoàn Kiếm, Tỉnh Không Có']) assert.deepEqual(parts(whole), ['', '', whole]);
});

test('markup in a name stays text on the way through', () => {
  const people = new People();
  people.set([{ ...SAMPLE_PEOPLE[0], fullName: 'A </ns1:Ten><x/> & "B" \u{20000}' }]);
  const row = people.find({ idNumber: '001199990123', name: 'ANSTENXB', birth: '19990205' });
  assert.equal(readAnswer(answerXml(row)).citizen.fullName, 'A </ns1:Ten><x/> & "B" \u{20000}');
});

test('all three inputs must name the person; a year is enough for the birth date', () => {
  const people = new People();
  people.set(SAMPLE_PEOPLE);
  const query = { idNumber: '001199990123', name: 'NGUYENTHIMAU', birth: '19990205' };
  assert.ok(people.find(query));
  assert.ok(people.find({ ...query, birth: '1999' }));
  assert.ok(people.find({ oldIdNumber: '012345678', name: query.name, birth: query.birth }));
  for (const other of [{ idNumber: '001199990124' }, { name: 'NGUYENTHIMA' }, { birth: '19990206' }, { birth: '1998' }]) assert.equal(people.find({ ...query, ...other }), undefined);
  assert.equal(people.find({ oldIdNumber: '', idNumber: '', name: 'TRANVANTHU', birth: '1958' }), undefined);
});

test('the XML reader refuses what does not belong in a message', () => {
  const wrong = ['', '<a>', '<a></b>', '<a/><b/>', 'x<a/>', '<a/>x', '<!DOCTYPE a><a/>', '<a><!-- c --></a>', '<a><![CDATA[x]]></a>', '<a><?pi?></a>', '<a b="1" b="2"/>', '<p:a/>',
    '<a>&unknown;</a>', '<a>&amp</a>', '<a>&#0;</a>', '<a>&#xD800;</a>', '<a>&#x110000;</a>', '<a b=1/>', '<a'.repeat(10), `${'<a>'.repeat(40)}${'</a>'.repeat(40)}`, `<a>${'<b/>'.repeat(2001)}</a>`];
  for (const source of wrong) assert.throws(() => parseXml(source), XmlError, source.slice(0, 40));
  assert.equal(parseXml('<?xml version="1.0"?>\n<a x:y="1" xmlns:x="u">1 &lt; 2 &#x1EA5;</a>').text, '1 < 2 ấ');
});

test('the XML reader ends with a result or its own error on mutated messages', () => {
  const good = requestXml(QUERY);
  const letters = ['<', '>', '&', '"', "'", '/', ':', ';', ' ', '=', '#', 'x', '\u0000', 'ấ'];
  let seed = 1;
  const random = (below) => { seed = (Math.imul(seed, 1103515245) + 12345) >>> 0; return (seed >>> 8) % below; };
  for (let round = 0; round < 5000; round += 1) {
    let text = good;
    for (let edit = 0; edit <= random(4); edit += 1) {
      const at = random(text.length + 1);
      text = text.slice(0, at) + (random(2) ? letters[random(letters.length)] : '') + text.slice(at + random(6));
    }
    try {
      readRequest(text);
    } catch (error) {
      assert.ok(error instanceof XmlError, `${error} on ${text}`);
    }
  }
});

test('the service answers, refuses and keeps a log', async (t) => {
  const { service, url } = await serviceFor(t);
  assert.ok(readAnswer((await ask(url, requestXml(QUERY))).text).citizen);
  assert.equal(readAnswer((await ask(url, requestXml({ ...QUERY, name: 'AI' }))).text).citizen, undefined);
  assert.equal(readAnswer((await ask(url, requestXml({ ...QUERY, procedureCode: '9' }))).text).fault.code, '004');
  assert.equal(readAnswer((await ask(url, requestXml({ ...QUERY, clerk: '' }))).text).fault.code, '005');
  service.configure({ error: '099' });
  assert.deepEqual(readAnswer((await ask(url, requestXml(QUERY))).text).fault, { code: '099', message: 'Lỗi hệ thống' });
  assert.deepEqual(service.log().map(({ outcome }) => outcome), ['found', 'notFound', '004', '005', '099']);
  assert.equal(service.log()[0].clerk, '079099990001');
});

test('the service refuses strangers, other paths and broken bodies', async (t) => {
  const { service, url } = await serviceFor(t);
  assert.equal((await ask(url, requestXml(QUERY), { Authorization: 'Basic eDp5' })).status, 401);
  assert.equal((await ask(url, requestXml(QUERY), { ApiKey: '' })).status, 401);
  assert.equal((await ask(url.replace(PATH, '/'), requestXml(QUERY))).status, 404);
  for (const body of ['', '<a/>', Buffer.from([0x3c, 0xff, 0xfe]), `<a>${'x'.repeat(300 * 1024)}</a>`]) {
    const { status } = await ask(url, body);
    assert.ok(status === 400 || status === 413, String(status));
  }
  assert.equal(service.log().length, 0);
});

test('a service that is down cuts connections and comes back', async (t) => {
  const { service, url } = await serviceFor(t);
  service.configure({ down: true });
  await assert.rejects(ask(url, requestXml(QUERY)));
  service.configure({ down: false });
  assert.ok(readAnswer((await ask(url, requestXml(QUERY))).text).citizen);
});
