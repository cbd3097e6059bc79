const arrayTypes = { Uint8Array, Uint16Array, Uint32Array, Int32Array, Float32Array, Float64Array };
type ArrayType = keyof typeof arrayTypes;

/** Stands in JSON for a typed array: its type, and where its bytes are. */
interface ColumnPlace {
  $array: ArrayType;
  offset: number;
  length: number;
}

/** JSON has no NaN and no infinities. */
interface OddNumber {
  $number: 'NaN' | 'Infinity' | '-Infinity';
}

/**
 * Takes the typed arrays out of a plain value, so that the rest is JSON: the form in which runs are stored and exported.
 * Numbers that JSON cannot hold come back as they were. Little-endian, as every platform we run on is.
 */
export function packColumns(value: unknown): { json: unknown; bytes: Uint8Array } {
  const parts: Uint8Array[] = [];
  let offset = 0;
  const pack = (one: unknown): unknown => {
    if (typeof one === 'number' && !Number.isFinite(one)) return { $number: String(one) };
    if (ArrayBuffer.isView(one)) {
      const bytes = new Uint8Array(one.buffer, one.byteOffset, one.byteLength);
      const place = { $array: typeNameOf(one), offset, length: (one as unknown as ArrayLike<number>).length };
      parts.push(bytes);
      offset += bytes.length;
      return place;
    }
    if (Array.isArray(one)) return one.map(pack);
    if (typeof one !== 'object' || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, pack(inner)]));
  };
  const json = pack(value);
  const bytes = new Uint8Array(offset);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return { json, bytes };
}

/** Puts together again what `packColumns` took apart. @throws RangeError for places outside of `bytes` */
export function unpackColumns(json: unknown, bytes: Uint8Array): unknown {
  if (Array.isArray(json)) return json.map((one) => unpackColumns(one, bytes));
  if (typeof json !== 'object' || json === null) return json;
  if (isOddNumber(json)) return Number(json.$number);
  if (isPlace(json)) return columnAt(json, bytes);
  return Object.fromEntries(Object.entries(json).map(([key, inner]) => [key, unpackColumns(inner, bytes)]));
}

function typeNameOf(view: ArrayBufferView): ArrayType {
  const found = (Object.keys(arrayTypes) as ArrayType[]).find((name) => view instanceof arrayTypes[name]);
  if (!found) throw new TypeError('This kind of typed array cannot be stored.');
  return found;
}

function isOddNumber(value: object): value is OddNumber {
  return '$number' in value;
}

function isPlace(value: object): value is ColumnPlace {
  return '$array' in value && Object.hasOwn(arrayTypes, String(value.$array));
}

function columnAt({ $array, offset, length }: ColumnPlace, bytes: Uint8Array): unknown {
  const type = arrayTypes[$array];
  const end = offset + length * type.BYTES_PER_ELEMENT;
  if (!(offset >= 0 && length >= 0 && end <= bytes.length))
    throw new RangeError('An array lies outside of its bytes.');
  // A copy, since a typed array must start at a multiple of its element size. Node's Buffer has a slice() that is none.
  return new type(new Uint8Array(bytes.subarray(offset, end)).buffer);
}
