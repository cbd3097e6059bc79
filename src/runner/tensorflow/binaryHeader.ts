import { open, type FileHandle } from 'node:fs/promises';

/** What the first bytes of a program file say about it. */
export interface BinaryHeader {
  platform: NodeJS.Platform;
  /** Processors it has code for, as Node names them. */
  archs: string[];
  /** The file must have at least this many bytes; fewer, and it was cut off. */
  endByte: number;
}

const headBytes = 64 * 1024;
const machO64 = 0xfeedfacf;
const fat = 0xcafebabe;
const loadSegment64 = 0x19;

/**
 * Reads the header of an ELF, Mach-O or PE file; nothing is loaded. `undefined` when it is none of them. Layouts: elf(5),
 * Apple's mach-o/loader.h and mach-o/fat.h, Microsoft's “PE Format”. Throws what the disk throws.
 */
export async function readBinaryHeader(file: string): Promise<BinaryHeader | undefined> {
  const handle = await open(file, 'r');
  try {
    const head = await readHead(handle, 0);
    if (head.length < 64) return undefined;
    if (head.readUInt32BE(0) === 0x7f454c46) return readElf(head);
    if (head.readUInt32LE(0) === machO64) return readMachO(head);
    if (head.readUInt32BE(0) === fat) return readFat(head);
    if (head.toString('latin1', 0, 2) === 'MZ') return readPe(head);
    return undefined;
  } catch (thrown) {
    // A header that points past what was read is damaged.
    if (thrown instanceof RangeError) return undefined;
    throw thrown;
  } finally {
    await handle.close();
  }
}

async function readHead(handle: FileHandle, position: number): Promise<Buffer> {
  const buffer = Buffer.alloc(headBytes);
  const { bytesRead } = await handle.read(buffer, 0, headBytes, position);
  return buffer.subarray(0, bytesRead);
}

function readElf(head: Buffer): BinaryHeader | undefined {
  const is64Bit = head[4] === 2;
  const isLittleEndian = head[5] === 1;
  if (!is64Bit || !isLittleEndian) return { platform: 'linux', archs: ['32-bit'], endByte: 0 };
  const machines: Record<number, string> = { 0x3e: 'x64', 0xb7: 'arm64', 0xf3: 'riscv64', 0x15: 'ppc64' };
  const machine = head.readUInt16LE(18);
  // The table of sections is the last thing in a library, unless it was stripped of it; then the segments end it.
  const sectionsEnd = Number(head.readBigUInt64LE(40)) + head.readUInt16LE(58) * head.readUInt16LE(60);
  let endByte = sectionsEnd;
  const [table, entryBytes, count] = [
    Number(head.readBigUInt64LE(32)),
    head.readUInt16LE(54),
    head.readUInt16LE(56),
  ];
  for (let index = 0; index < count; index++) {
    const at = table + index * entryBytes;
    const end = Number(head.readBigUInt64LE(at + 8)) + Number(head.readBigUInt64LE(at + 32));
    endByte = Math.max(endByte, end);
  }
  return { platform: 'linux', archs: [machines[machine] ?? `machine ${machine}`], endByte };
}

function machArch(cpuType: number): string {
  const names: Record<number, string> = { 0x01000007: 'x64', 0x0100000c: 'arm64' };
  return names[cpuType] ?? `cpu ${cpuType}`;
}

function readMachO(head: Buffer): BinaryHeader {
  let endByte = 0;
  let at = 32;
  for (let left = head.readUInt32LE(16); left > 0; left--) {
    const [command, bytes] = [head.readUInt32LE(at), head.readUInt32LE(at + 4)];
    if (command === loadSegment64) {
      const end = Number(head.readBigUInt64LE(at + 40)) + Number(head.readBigUInt64LE(at + 48));
      endByte = Math.max(endByte, end);
    }
    if (bytes === 0) break;
    at += bytes;
  }
  return { platform: 'darwin', archs: [machArch(head.readUInt32LE(4))], endByte };
}

/** Several Mach-O files in one. Java classes begin with the same four bytes; their “count” is a version above 40. */
function readFat(head: Buffer): BinaryHeader | undefined {
  const count = head.readUInt32BE(4);
  if (count > 20) return undefined;
  const archs: string[] = [];
  let endByte = 0;
  for (let index = 0; index < count; index++) {
    const at = 8 + index * 20;
    archs.push(machArch(head.readUInt32BE(at)));
    endByte = Math.max(endByte, head.readUInt32BE(at + 8) + head.readUInt32BE(at + 12));
  }
  return { platform: 'darwin', archs, endByte };
}

function readPe(head: Buffer): BinaryHeader | undefined {
  const at = head.readUInt32LE(0x3c);
  if (head.toString('latin1', at, at + 4) !== 'PE\0\0') return undefined;
  const machines: Record<number, string> = { 0x8664: 'x64', 0xaa64: 'arm64', 0x014c: 'ia32' };
  const machine = head.readUInt16LE(at + 4);
  const sections = at + 24 + head.readUInt16LE(at + 20);
  let endByte = 0;
  for (let index = 0; index < head.readUInt16LE(at + 6); index++) {
    const section = sections + index * 40;
    endByte = Math.max(endByte, head.readUInt32LE(section + 16) + head.readUInt32LE(section + 20));
  }
  return { platform: 'win32', archs: [machines[machine] ?? `machine ${machine}`], endByte };
}
