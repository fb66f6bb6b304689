import { createSocket } from 'node:dgram';

// Answers every question for a name with the address in the argument, as a hostile network would.
const address = (process.argv[2] ?? '').split('.').map(Number);
const socket = createSocket('udp4');
socket.on('message', (question, from) => {
  let end = 12;
  while (end < question.length && question[end] !== 0) end += question[end] + 1;
  end += 5;
  const isAddress = question.readUInt16BE(end - 4) === 1;
  const head = Buffer.from(question.subarray(0, 12));
  head.writeUInt16BE(0x8180, 2);
  head.writeUInt16BE(isAddress ? 1 : 0, 6);
  head.writeUInt32BE(0, 8);
  const answer = isAddress
    ? Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...address])
    : Buffer.alloc(0);
  socket.send(Buffer.concat([head, question.subarray(12, end), answer]), from.port, from.address);
});
socket.bind(53, () => process.stdout.write('listening\n'));
