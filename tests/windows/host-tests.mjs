// Which files of tests/host the Windows program passes in wine too, and why the others cannot run there.
// `node tests/windows/host-tests.mjs` prints the first, for node --test.
import { fileURLToPath } from 'node:url';

export const runInWine = [
  'address-lists',
  'card-read',
  'card-trouble',
  'card-types',
  'chip',
  'document',
  'document-content',
  'evidence',
  'evidence-read',
  'faults',
  'framing',
  'hotplug',
  'profile',
  'readers',
  'startup',
  'trust',
];

export const leftOut = {
  client: 'looks at the client of these tests, with a shell script for a host',
  'every-message': 'its scanner is a path of Linux, its picture a code; the messages are those of the files above',
  'command-line': 'codes in pictures, and texts in the language of LC_ALL',
  doctor: 'its machine is a root directory of Linux; doctor.test beside this file has the registry of Windows',
  faces: 'limits of a confined Linux process; a photo through the helper is in card.test',
  'machine-log': 'its log is /dev/log; machine-log.test beside this file looks at the event log',
  memory: 'reads the memory of a process, which in wine holds wine, the bridge and the library of pcscd as well',
  pictures: 'codes in pictures are no capability there',
  process: 'signals and memory figures of Linux',
  service: 'on Windows no service means no reader, since it stops with the last one',
  'scanner-card': 'a pretended USB bus, which wine does not see',
  'scanner-discovery': 'a pretended USB bus, which wine does not see',
  'scanner-hid': 'a pretended USB bus, which wine does not see',
  'scanner-serial': 'ports are paths of Linux; serial.test beside this file has a COM port',
  'scanner-volume': 'ports are paths of Linux',
};

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(runInWine.map((name) => `tests/host/${name}.test.mjs`).join(' '));
