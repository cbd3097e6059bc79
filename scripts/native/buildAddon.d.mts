export interface AddonBuild {
  /** The add-on. */
  file?: string;
  /** Why there is none, as a sentence. */
  problem?: string;
}

export function buildAddon(options?: { folder?: string; include?: string }): AddonBuild;
