// A machine's /dev/log as syslog daemons and the journal open it: what arrives there, line by line.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

// Node has no datagram sockets of the Unix kind.
const listener = `
import json, socket, sys
log = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
log.bind(sys.argv[1])
log.setblocking(False)
print('[]', flush=True)
for order in sys.stdin:
    lines = []
    try:
        if order == 'fill\\n':
            other = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            other.setblocking(False)
            while True: other.sendto(b'full', sys.argv[1])
        while True: lines.append(log.recv(65536).decode())
    except BlockingIOError:
        print(json.dumps(lines), flush=True)
`;

export class SystemLog {
  #process;
  #answers;

  /** Opens the log at this path; the folder must be there. */
  static async open(path) {
    const log = new SystemLog();
    log.#process = spawn('python3', ['-c', listener, path], { stdio: ['pipe', 'pipe', 'inherit'] });
    log.#answers = createInterface({ input: log.#process.stdout })[Symbol.asyncIterator]();
    await log.#answer();
    return log;
  }

  async #answer() {
    const { value, done } = await this.#answers.next();
    if (done) throw new Error('the log was not opened');
    return JSON.parse(value);
  }

  async #ask(order) {
    this.#process.stdin.write(`${order}\n`);
    return this.#answer();
  }

  /** What arrived since it was asked last. */
  taken = () => this.#ask('take');

  /** Writes until the log takes no more, as when its reader hangs. */
  fill = () => this.#ask('fill');

  close() {
    this.#process.stdin.end();
  }
}
