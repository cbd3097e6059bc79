import type { ModelSummary } from '../../protocol/run.ts';

/** A field as RFC 4180 has it: quoted where it holds a comma, a quote or a line break. */
function field(value: string | number | undefined): string {
  const text = value === undefined ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function shapeText(shape: readonly (number | null)[]): string {
  return `[${shape.map((size) => size ?? '·').join(', ')}]`;
}

/** The layers of a model as a spreadsheet reads them. */
export function modelCsv({ layers }: ModelSummary): string {
  const head = [
    'layer',
    'type',
    'inputs',
    'output shape',
    'parameters',
    'trainable',
    'multiplications',
    'outputs',
  ];
  const rows = layers.map((layer) => [
    layer.name,
    layer.type,
    (layer.inputs ?? []).map(({ from, shape }) => `${from} ${shapeText(shape)}`).join('; '),
    shapeText(layer.outputShape),
    layer.parameters,
    layer.trainableParameters,
    layer.macs,
    layer.activations,
  ]);
  return [head, ...rows].map((row) => row.map(field).join(',')).join('\r\n') + '\r\n';
}

/** `15.5 G`, `1.2 M`, `431 k`: three significant digits. */
export function shortCount(value: number | undefined): string {
  if (value === undefined) return '–';
  const [scale, unit] =
    value >= 1e9 ? [1e9, ' G'] : value >= 1e6 ? [1e6, ' M'] : value >= 1e4 ? [1e3, ' k'] : [1, ''];
  return `${Number((value / scale).toPrecision(3))}${unit}`;
}

/** Of float32 elements, in units of 1000: `1.2 MB`. */
export function memoryText(elements: number | undefined): string {
  if (elements === undefined) return '–';
  const bytes = elements * 4;
  const [scale, unit] =
    bytes >= 1e9 ? [1e9, 'GB'] : bytes >= 1e6 ? [1e6, 'MB'] : bytes >= 1e3 ? [1e3, 'kB'] : [1, 'B'];
  return `${Number((bytes / scale).toPrecision(3))} ${unit}`;
}

/** Undefined as soon as one layer does not tell. */
export function totalOf(layers: ModelSummary['layers'], figure: 'macs' | 'activations'): number | undefined {
  return layers.reduce<number | undefined>((sum, layer) => {
    const value = layer[figure];
    return sum === undefined || value === undefined ? undefined : sum + value;
  }, 0);
}
