import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Where NVIDIA's driver for Linux describes its cards, a folder each. */
const DRIVER_FOLDER = '/proc/driver/nvidia/gpus';

/** The model of the first NVIDIA card, which is the one TensorFlow calls GPU:0; undefined where the driver does not tell. */
export function graphicsCardName(driverFolder = DRIVER_FOLDER): string | undefined {
  try {
    const [card] = readdirSync(driverFolder).sort();
    if (card === undefined) return undefined;
    const information = readFileSync(path.join(driverFolder, card, 'information'), 'utf8');
    return /^Model:\s*(.+?)\s*$/m.exec(information)?.[1];
  } catch {
    return undefined;
  }
}
