// Answers of a host that has read a card, about a person who does not exist.
const field = (value, source, verified = false, confirmedBy) => ({ value, source, verified, ...(confirmedBy ? { confirmedBy } : {}) });

export const qrText = "001199990123|012345678|Nguyễn Thị Mẫu|05021999|Nữ|Số 1 Phố Mẫu, Phường Hoàn Kiếm, Thành phố Hà Nội|15032022";
export const reader = "ACS ACR122U PICC Interface 00";

export const qrCitizen = {
  idNumber: field("001199990123", "qr"),
  oldIdNumber: field("012345678", "qr"),
  fullName: field("Nguyễn Thị Mẫu", "qr"),
  dateOfBirth: field("1999-02-05", "qr"),
  sex: field("female", "qr"),
  placeOfResidence: field("Số 1 Phố Mẫu, Phường Hoàn Kiếm, Thành phố Hà Nội", "qr"),
  issueDate: field("2022-03-15", "qr"),
};

export function cardCitizen(verified) {
  return {
    idNumber: field("001199990123", "dg1", verified, ["dg13", "qr"]),
    oldIdNumber: field("012345678", "dg13", verified, ["qr"]),
    fullName: field("Nguyễn Thị Mẫu", "dg13", verified, ["dg1", "qr"]),
    dateOfBirth: field("1999-02-05", "dg1", verified, ["dg13", "qr"]),
    sex: field("female", "dg1", verified, ["dg13", "qr"]),
    nationality: field("Việt Nam", "dg13", verified, ["dg1"]),
    placeOfOrigin: field("Phường Ba Đình, Thành phố Hà Nội", "dg13", verified),
    placeOfResidence: field("Số 1 Phố Mẫu, Phường Hoàn Kiếm, Thành phố Hà Nội", "dg13", verified, ["qr"]),
    personalIdentification: field("Nốt ruồi cách 1 cm dưới trước đuôi mắt trái", "dg13", verified),
    issueDate: field("2022-03-15", "dg13", verified, ["qr"]),
    expiryDate: field("2039-02-05", "dg1", verified, ["dg13"]),
    issuingAuthority: field("Cục Cảnh sát quản lý hành chính về trật tự xã hội", "derived"),
  };
}

export const verdicts = {
  unknown: {
    data: { status: "unknown", reason: "issuerNotInstalled", rule: "chain.issuer", warnings: ["weakDigest"] },
    chip: { status: "unknown", reason: "notChecked" },
    certificate: { status: "unknown", reason: "issuerNotInstalled" },
  },
  yes: {
    data: { status: "yes", reason: "signedByInstalledIssuer" },
    chip: { status: "unknown", reason: "notChecked" },
    certificate: { status: "unknown", reason: "revocationNotChecked" },
  },
  no: {
    data: { status: "no", reason: "hashMismatch", dataGroups: ["DG13"] },
    chip: { status: "unknown", reason: "dataNotAuthentic" },
    certificate: { status: "unknown", reason: "issuerNotInstalled" },
  },
};

export const timing = { totalMs: 140, apdus: 40, bytesSent: 1000, bytesReceived: 4000 };

export function readResult(kind) {
  const citizen = kind === "no" ? {} : cardCitizen(kind === "yes");
  return { reader, insertion: 1, access: "pace", citizen, verdicts: verdicts[kind], problems: [], timing };
}

export function readers(insertion) {
  return { service: "running", readers: [{ name: reader, class: "contactless", state: insertion ? "present" : "empty", ...(insertion ? { insertion } : {}) }] };
}

/** Lets a host answer as if everything went well; `card.read` gives `readResult(kind)`. */
export function wellBehaved(host, kind = "unknown") {
  host.answers = {
    "session.start": () => ({ protocol: 1, version: "0.1.0", capabilities: [] }),
    "reader.list": () => readers(),
    "qr.parse": ({ text }) => (text === qrText ? { kind: "cccd2021", citizen: qrCitizen, warnings: [] } : { kind: "dossier", warnings: [] }),
    "card.read": () => readResult(kind),
    "citizen.compare": () => ({ samePerson: "yes", differences: [] }),
    "operation.cancel": () => ({ cancelled: true }),
  };
}
