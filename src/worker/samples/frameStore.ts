import type { Exhibit, SampleFrame } from '../../protocol/exhibit.ts';

/** Sends sample frames on, as many as a run may store. */
export interface FrameStore {
  /**
   * Asks for room before a frame is computed. Without room for all, frames are left out evenly: every second one, then
   * every fourth, and so on.
   *
   * @param expected how many more frames of this kind will be asked for, where that is known: then they are spread over all of them
   */
  hasRoom(key: string, bytes: number, expected?: number): boolean;
  /** @param isLast it may take of what is held back for the ends of runs */
  add(key: string, frame: SampleFrame, isLast?: boolean): void;
}

export const runBytesAtMost = 64e6;
/** Held back for the last frames and walks. */
const reserve = 0.1;

export function createFrameStore(onExhibit: (exhibit: Exhibit) => void, bytesAtMost: number): FrameStore {
  const usual = bytesAtMost * (1 - reserve);
  const offers = new Map<string, { asked: number; stride: number; leftOut: number }>();
  let spent = 0;

  const offerOf = (key: string): { asked: number; stride: number; leftOut: number } => {
    const known = offers.get(key) ?? { asked: 0, stride: 1, leftOut: 0 };
    offers.set(key, known);
    return known;
  };
  return {
    hasRoom(key, bytes, expected) {
      const offer = offerOf(key);
      const left = usual - spent;
      // Half of the room for every frame, half of the rest for every second one, …: it never runs out.
      const halvings = Math.floor(Math.log2(usual / Math.max(left, 1)));
      const wanted = expected === undefined ? 1 : Math.ceil((expected * bytes) / Math.max(left, 1));
      offer.stride = Math.max(offer.stride, expected === undefined ? 2 ** halvings : wanted);
      const isTurn = offer.asked % offer.stride === 0 && bytes <= left;
      offer.asked += 1;
      if (!isTurn) offer.leftOut += 1;
      return isTurn;
    },
    add(key, frame, isLast = false) {
      const size = frame.bytes.length;
      if (spent + size > (isLast ? bytesAtMost : usual)) return;
      spent += size;
      const offer = offerOf(key);
      onExhibit(offer.leftOut === 0 ? frame : { ...frame, leftOut: offer.leftOut });
      offer.leftOut = 0;
    },
  };
}
