// The table of synthetic people behind the sample population database.
import { splitAddress } from '../server/units.mjs';
import { strippedName } from './names.mjs';

const SEX_CODES = { male: '1', female: '2' };

/** Facts of a card as plain values: takes {field: value} and {field: {value}}. */
function plainFacts(record) {
  const facts = record.holder ?? record.citizen ?? record;
  return Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, value?.value ?? value]));
}

/** One row as the service answers it: addresses split into unit codes and detail, codes of §2.3 for sex. */
function toRow(record) {
  const facts = plainFacts(record);
  for (const key of ['idNumber', 'fullName', 'dateOfBirth']) {
    if (typeof facts[key] !== 'string' || !facts[key]) throw new TypeError(`a person needs ${key}`);
  }
  const text = (key) => (typeof facts[key] === 'string' ? facts[key].normalize('NFC') : '');
  return {
    idNumber: facts.idNumber, oldIdNumber: text('oldIdNumber'), fullName: text('fullName'), dateOfBirth: facts.dateOfBirth,
    sex: SEX_CODES[facts.sex] ?? '0', maritalStatus: text('maritalStatus') || '0', bloodGroup: text('bloodGroup') || '00',
    origin: { text: text('placeOfOrigin'), ...splitAddress(text('placeOfOrigin')) },
    residence: { text: text('placeOfResidence'), ...splitAddress(text('placeOfResidence')) },
    father: text('fatherName'), mother: text('motherName'), spouse: text('spouseName'),
  };
}

export class People {
  #rows = [];

  /** Replaces the table. @throws {TypeError} when a record lacks number, name or birth date */
  set(records) {
    this.#rows = records.map(toRow);
  }

  /**
   * The person that all three inputs name, or undefined.
   * @param {{idNumber?: string, oldIdNumber?: string, name: string, birth: string}} query name stripped to A–Z, birth as yyyyMMdd or yyyy
   */
  find({ idNumber, oldIdNumber, name, birth }) {
    return this.#rows.find((row) => {
      const number = idNumber ? row.idNumber === idNumber : oldIdNumber !== '' && row.oldIdNumber === oldIdNumber;
      const digits = row.dateOfBirth.replaceAll('-', '');
      return number && strippedName(row.fullName) === name && (digits === birth || (birth.length === 4 && digits.startsWith(birth)));
    });
  }
}
