// The clerk's screen in React: Ant Design's form holds the model, its fields' names are the inputs' ids.
import React, { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { list, quirks, save } from '../family/server.js';

const DAY = 'DD/MM/YYYY';
const WIPED = ['diaChiChuHoSo', 'soDienThoaiChuHoSo', 'ngayCapGiayTo'];
const SEXES = [['1', 'Nam'], ['2', 'Nữ'], ['3', 'Khác']];
const PARTIES = [['1', 'Cá nhân'], ['2', 'Tổ chức'], ['3', 'Doanh nghiệp']];

const asOptions = (entries) => entries.map(({ code, name }) => ({ value: code, label: name }));
const byLabel = (typed, option) => String(option.label).toLowerCase().includes(typed.toLowerCase());

/** Entries of a list; loaded anew whenever the parent changes, a late answer for an earlier parent is dropped. */
function useList(name, parent) {
  const [entries, setEntries] = useState([]);
  const [loading, setLoading] = useState(false);
  useEffect(() => {
    let current = true;
    setEntries([]);
    if (parent === '') return undefined;
    setLoading(true);
    list(name, parent).then((found) => {
      if (!current) return;
      setEntries(found);
      setLoading(false);
    });
    return () => { current = false; };
  }, [name, parent]);
  return { options: asOptions(entries), loading };
}

function useCascader(enabled) {
  const [options, setOptions] = useState([]);
  useEffect(() => {
    if (enabled) list('provinces').then((entries) => setOptions(asOptions(entries).map((option) => ({ ...option, isLeaf: false }))));
  }, [enabled]);
  const load = async (chosen) => {
    const target = chosen.at(-1);
    const children = asOptions(await list('communes', target.value));
    setOptions((before) => before.map((option) => (option.value === target.value ? { ...option, children } : option)));
  };
  return { options, load };
}

function Place({ antd, form }) {
  const { Form, Select } = antd;
  const province = Form.useWatch('tinhThanhChuHoSo', form) ?? '';
  const district = Form.useWatch('quanHuyenChuHoSo', form) ?? '';
  const provinces = useList('provinces', undefined);
  const districts = useList('districts', quirks.districts ? province : '');
  const communes = useList('communes', quirks.districts ? district : province);
  const common = { showSearch: true, filterOption: byLabel, placeholder: 'Chọn', allowClear: true };
  return <>
    <Form.Item name="tinhThanhChuHoSo" label="Tỉnh/Thành phố" rules={[{ required: true }]}><Select {...common} {...provinces} /></Form.Item>
    {quirks.districts && <Form.Item name="quanHuyenChuHoSo" label="Quận/Huyện"><Select {...common} {...districts} disabled={province === ''} /></Form.Item>}
    <Form.Item name="xaPhuongChuHoSo" label="Xã/Phường" rules={[{ required: true }]}><Select {...common} showSearch={false} {...communes} disabled={(quirks.districts ? district : province) === ''} /></Form.Item>
  </>;
}

function CascaderPlace({ antd }) {
  const { Form, Cascader } = antd;
  const { options, load } = useCascader(true);
  return <Form.Item name="diaBanChuHoSo" label="Tỉnh/Thành phố – Xã/Phường"><Cascader options={options} loadData={load} placeholder="Chọn địa bàn" /></Form.Item>;
}

/** The known fault of these forms: choosing a province sets its neighbours back. Happens once. */
function useWipe(form) {
  const wiped = useRef(!quirks.rerenderWipe);
  const [generation, setGeneration] = useState(0);
  const onValuesChange = (changed) => {
    window.portalHook?.();
    if ('tinhThanhChuHoSo' in changed) form.setFieldsValue({ quanHuyenChuHoSo: undefined, xaPhuongChuHoSo: undefined });
    if ('quanHuyenChuHoSo' in changed) form.setFieldsValue({ xaPhuongChuHoSo: undefined });
    if (wiped.current || !changed.tinhThanhChuHoSo && !changed.diaBanChuHoSo) return;
    wiped.current = true;
    form.resetFields(WIPED);
    setGeneration((before) => before + 1);
  };
  return { generation, onValuesChange };
}

function People({ antd }) {
  const { Form, Input, DatePicker, Radio, Select } = antd;
  const ethnicities = useList('ethnicities', undefined);
  const countries = useList('countries', undefined);
  const locked = quirks.readonlyAccount;
  return <>
    <Form.Item name="soGiayToChuHoSo" label="Số giấy tờ" rules={[{ required: true }]}><Input placeholder="Nhập số căn cước công dân" addonAfter="Xác thực" readOnly={locked} /></Form.Item>
    <Form.Item name="chuHoSo" label="Chủ hồ sơ" rules={[{ required: true }]}><Input readOnly={locked} /></Form.Item>
    <Form.Item name="ngaySinhChuHoSo" label="Ngày sinh"><DatePicker format={DAY} /></Form.Item>
    <Form.Item name="gioiTinhChuHoSo" label="Giới tính"><Radio.Group>{SEXES.map(([value, label]) => <Radio key={value} value={value}>{label}</Radio>)}</Radio.Group></Form.Item>
    <Form.Item name="danTocChuHoSo" label="Dân tộc"><Select showSearch {...ethnicities} placeholder="Chọn" allowClear /></Form.Item>
    <Form.Item name="quocTichChuHoSo" label="Quốc tịch"><Select {...countries} placeholder="Chọn" allowClear /></Form.Item>
  </>;
}

function Papers({ antd }) {
  const { Form, DatePicker, Select } = antd;
  const issuers = useList('issuers', undefined);
  return <>
    <Form.Item name="ngayCapGiayTo" label="Ngày cấp"><DatePicker format={DAY} inputReadOnly /></Form.Item>
    <Form.Item name="noiCapGiayTo" label="Nơi cấp"><Select {...issuers} placeholder="Chọn" allowClear /></Form.Item>
  </>;
}

const posted = (values) => {
  const [province, commune] = values.diaBanChuHoSo ?? [values.tinhThanhChuHoSo, values.xaPhuongChuHoSo];
  const day = (value) => value?.format('YYYY-MM-DD') ?? '';
  return { ...values, diaBanChuHoSo: undefined, tinhThanhChuHoSo: province ?? '', xaPhuongChuHoSo: commune ?? '', ngaySinhChuHoSo: day(values.ngaySinhChuHoSo), ngayCapGiayTo: day(values.ngayCapGiayTo) };
};

function Screen({ antd }) {
  const { Form, Input, Radio, Switch, Button } = antd;
  const [form] = Form.useForm();
  const { generation, onValuesChange } = useWipe(form);
  const [outcome, setOutcome] = useState('');
  useEffect(() => { window.portalModel = () => posted(form.getFieldsValue(true)); }, [form]);
  const [left, setLeft] = useState(false);
  useEffect(() => { window.portalActs = { set: (name, value) => form.setFieldsValue({ [name]: value }), remove: () => setLeft('removed'), login: () => setLeft('login') }; }, [form]);
  if (left) return left === 'login' && <form><label>Số giấy tờ <input id="soGiayToChuHoSo" /></label><label>Mật khẩu <input type="password" /></label></form>;
  const account = quirks.readonlyAccount ? { chuHoSo: quirks.account.fullName, soGiayToChuHoSo: quirks.account.idNumber } : {};
  const finish = async () => {
    const { number, message, details = [] } = await save(posted(form.getFieldsValue(true)));
    setOutcome(number ? `Đã lưu hồ sơ số ${number}` : `${message} ${details.join(', ')}`);
  };
  return <div className="khung"><h1>Tiếp nhận hồ sơ</h1>
    <Form form={form} id="formChuHoSo" layout="vertical" initialValues={{ uyQuyen: false, ...account }} onValuesChange={onValuesChange} onFinish={finish}>
      <h3>Thông tin chủ hồ sơ</h3>
      <Form.Item name="loaiDoiTuong" label="Loại đối tượng"><Radio.Group>{PARTIES.map(([value, label]) => <Radio.Button key={value} value={value}>{label}</Radio.Button>)}</Radio.Group></Form.Item>
      <div className="luoi"><People antd={antd} /><Papers antd={antd} key={generation} />
        <Form.Item name="soDienThoaiChuHoSo" label="Số điện thoại"><Input /></Form.Item><Form.Item name="emailChuHoSo" label="Email"><Input /></Form.Item>
        {quirks.cascader ? <CascaderPlace antd={antd} /> : <Place antd={antd} form={form} />}
        <Form.Item name="diaChiChuHoSo" label="Địa chỉ chi tiết"><Input /></Form.Item></div>
      <Form.Item name="uyQuyen" label="Ủy quyền" valuePropName="checked"><Switch /></Form.Item>
      <Button htmlType="submit" type="primary">Lưu hồ sơ</Button>
    </Form><p role="status">{outcome}</p></div>;
}

/** Draws the screen with one version of the library. */
export function start(antd, locale) {
  createRoot(document.getElementById('app')).render(<antd.ConfigProvider locale={locale}><Screen antd={antd} /></antd.ConfigProvider>);
}
